"""Answers to q16_run_sgd."""
# ruff: noqa

# %% right: while True
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        preds = predict(params)
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            break
    return params

# %% right: flag
def run_sgd(init, predict, loss, gradient, step, stop):
    params, done = init(), False
    while not done:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        done = stop(value)
    return params

# %% right: helper
def run_sgd(init, predict, loss, gradient, step, stop):
    def once(p):
        v = loss(predict(p))
        return step(p, gradient(p, v)), v
    p, v = once(init())
    while not stop(v):
        p, v = once(p)
    return p

# %% right: recursion
def run_sgd(init, predict, loss, gradient, step, stop, params=None, first=True):
    if first:
        params = init()
    value = loss(predict(params))
    params = step(params, gradient(params, value))
    return params if stop(value) else run_sgd(init, predict, loss, gradient, step, stop, params, False)

# %% right: walrus
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    params = step(params, gradient(params, value := loss(predict(params))))
    while not stop(value):
        params = step(params, gradient(params, value := loss(predict(params))))
    return params

# %% right: itertools
from itertools import count
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    for _ in count():
        preds = predict(params)
        value = loss(preds)
        params = step(params, gradient(params, value))
        if stop(value):
            return params

# %% right: class
class SGD:
    def __call__(self, init, predict, loss, gradient, step, stop):
        self.params = init()
        while not self.one(predict, loss, gradient, step, stop):
            pass
        return self.params

    def one(self, predict, loss, gradient, step, stop):
        value = loss(predict(self.params))
        self.params = step(self.params, gradient(self.params, value))
        return stop(value)

run_sgd = SGD()

# %% right: rotated
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    preds = predict(params)
    while True:
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            return params
        preds = predict(params)

# %% right: generator
def run_sgd(init, predict, loss, gradient, step, stop):
    def walk():
        p = init()
        while True:
            v = loss(predict(p))
            p = step(p, gradient(p, v))
            yield p, v
    for p, v in walk():
        if stop(v):
            return p

# %% right: none at first
def run_sgd(init, predict, loss, gradient, step, stop):
    params, value = init(), None
    while value is None or not stop(value):
        preds = predict(params)
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
    return params

# %% wrong: returns the value too
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        if stop(value):
            return params, value

# %% wrong: returns the parameters before the step
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        before, params = params, step(params, gradient(params, value))
        if stop(value):
            return before

# %% wrong: one loop
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    value = loss(predict(params))
    return step(params, gradient(params, value))

# %% wrong: a fixed number of loops
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    for _ in range(10):
        value = loss(predict(params))
        params = step(params, gradient(params, value))
    return params

# %% wrong: goes on while stop is true
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        if not stop(value):
            return params

# %% wrong: result of step is dropped
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        step(params, gradient(params, value))
        if stop(value):
            return params

# %% wrong: arguments of step swapped
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(gradient(params, value), params)
        if stop(value):
            return params

# %% wrong: arguments of gradient swapped
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(value, params))
        if stop(value):
            return params

# %% wrong: gradient from the predictions
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        preds = predict(params)
        value = loss(preds)
        params = step(params, gradient(params, preds))
        if stop(value):
            return params

# %% wrong: stop asked with the parameters
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        if stop(params):
            return params

# %% wrong: stop asked with a new loss
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        if stop(loss(predict(params))):
            return params

# %% wrong: two steps a loop
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        grad = gradient(params, value)
        params = step(step(params, grad), grad)
        if stop(value):
            return params

# %% wrong: once more after stop
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        if stop(value):
            value = loss(predict(params))
            return step(params, gradient(params, value))

# %% wrong: never asks
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, gradient(params, value))

# %% mistake: init inside the loop | while
def run_sgd(init, predict, loss, gradient, step, stop):
    while True:
        params = init()
        preds = predict(params)
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            return params

# %% mistake: init inside the loop | before and inside
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    done = False
    while not done:
        params = init()
        value = loss(predict(params))
        params = step(params, gradient(params, value))
        done = stop(value)
    return params

# %% mistake: init inside the loop | passed on
def run_sgd(init, predict, loss, gradient, step, stop):
    while True:
        value = loss(predict(init()))
        params = init()
        params = step(params, gradient(params, value))
        if stop(value):
            return params

# %% mistake: init inside the loop | recursion
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    value = loss(predict(params))
    params = step(params, gradient(params, value))
    return params if stop(value) else run_sgd(init, predict, loss, gradient, step, stop)

# %% mistake: init inside the loop | for
def run_sgd(init, predict, loss, gradient, step, stop):
    for _ in range(1000):
        p = init()
        v = loss(predict(p))
        g = gradient(p, v)
        p = step(p, g)
        if stop(v):
            break
    return p

# %% mistake: step before gradient | unbound
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        preds = predict(params)
        value = loss(preds)
        params = step(params, grad)
        grad = gradient(params, value)
        if stop(value):
            return params

# %% mistake: step before gradient | none
def run_sgd(init, predict, loss, gradient, step, stop):
    params, grad = init(), None
    while True:
        value = loss(predict(params))
        params = step(params, grad)
        grad = gradient(params, value)
        if stop(value):
            return params

# %% mistake: step before gradient | zero
def run_sgd(init, predict, loss, gradient, step, stop):
    params, grad, done = init(), 0, False
    while not done:
        value = loss(predict(params))
        params = step(params, grad)
        grad = gradient(params, value)
        done = stop(value)
    return params

# %% mistake: step before gradient | one before the loop
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    grad = gradient(params, loss(predict(params)))
    while True:
        value = loss(predict(params))
        params = step(params, grad)
        grad = gradient(params, value)
        if stop(value):
            return params

# %% mistake: step before gradient | with the value
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        params = step(params, value)
        grad = gradient(params, value)
        if stop(value):
            return params

# %% mistake: stop asked before the step | after the loss
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        if stop(value):
            return params
        params = step(params, gradient(params, value))

# %% mistake: stop asked before the step | after the gradient
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        grad = gradient(params, value)
        if stop(value):
            break
        params = step(params, grad)
    return params

# %% mistake: stop asked before the step | condition of the loop
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    value = loss(predict(params))
    while not stop(value):
        params = step(params, gradient(params, value))
        value = loss(predict(params))
    return params

# %% mistake: stop asked before the step | before anything
def run_sgd(init, predict, loss, gradient, step, stop):
    params, value = init(), float("inf")
    while not stop(value):
        value = loss(predict(params))
        params = step(params, gradient(params, value))
    return params

# %% mistake: stop asked before the step | walrus
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while not stop(value := loss(predict(params))):
        grad = gradient(params, value)
        params = step(params, grad)
    return params

# %% mistake: stop asked before the step | step is taken all the same
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    while True:
        value = loss(predict(params))
        done = stop(value)
        params = step(params, gradient(params, value))
        if done:
            return params

# %% mistake: stale predictions | predicted once
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    preds = predict(params)
    while True:
        value = loss(preds)
        grad = gradient(params, value)
        params = step(params, grad)
        if stop(value):
            return params

# %% mistake: stale predictions | loss once
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    value = loss(predict(params))
    while True:
        params = step(params, gradient(params, value))
        if stop(value):
            return params

# %% mistake: stale predictions | of the first parameters
def run_sgd(init, predict, loss, gradient, step, stop):
    start = init()
    params = start
    while True:
        preds = predict(start)
        value = loss(preds)
        params = step(params, gradient(params, value))
        if stop(value):
            return params

# %% mistake: stale predictions | one behind
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    preds = predict(params)
    while True:
        value = loss(preds)
        preds = predict(params)
        params = step(params, gradient(params, value))
        if stop(value):
            return params

# %% mistake: stale predictions | under another name
def run_sgd(init, predict, loss, gradient, step, stop):
    params = init()
    preds = predict(params)
    done = False
    while not done:
        value = loss(preds)
        params = step(params, gradient(params, value))
        pred = predict(params)
        done = stop(value)
    return params
