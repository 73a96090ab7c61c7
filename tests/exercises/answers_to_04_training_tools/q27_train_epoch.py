# %% right: zeroed after the step
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.step()
        opt.zero_grad()

# %% right: zeroed first
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        opt.zero_grad()
        preds = model(xb)
        loss = loss_func(preds, yb)
        loss.backward()
        opt.step()

# %% right: zeroed before backward
def train_epoch(model, dl, loss_func, opt):
    model.train()
    for xb, yb in dl:
        preds = model(xb)
        loss = loss_func(preds, yb)
        opt.zero_grad()
        loss.backward()
        opt.step()

# %% right: the model zeroes
def train_epoch(model, dl, loss_func, opt):
    for batch in dl:
        x, y = batch
        model.zero_grad()
        loss_func(model(x), y).backward()
        opt.step()

# %% right: by hand
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
        for p in model.parameters():
            p.grad = None

# %% right: calc_grad
def calc_grad(xb, yb, model, loss_func):
    preds = model(xb)
    loss = loss_func(preds, yb)
    loss.backward()

def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        calc_grad(xb, yb, model, loss_func)
        opt.step()
        opt.zero_grad()

# %% right: enumerate
def train_epoch(model, dl, loss_func, opt):
    for i, (inputs, targets) in enumerate(dl):
        opt.zero_grad()
        outputs = model.forward(inputs)
        loss = loss_func(outputs, targets)
        loss.backward()
        opt.step()

# %% right: an iterator
def train_epoch(model, dl, loss_func, opt):
    batches = iter(dl)
    while True:
        try:
            xb, yb = next(batches)
        except StopIteration:
            break
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% right: a list of batches
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in list(dl):
        opt.zero_grad()
        torch.autograd.backward(loss_func(model(xb), yb))
        opt.step()

# %% right: gradients by autograd
def train_epoch(model, dl, loss_func, opt):
    params = [p for p in model.parameters()]
    for xb, yb in dl:
        grads = torch.autograd.grad(loss_func(model(xb), yb), params)
        for p, g in zip(params, grads):
            p.grad = g
        opt.step()
        opt.zero_grad()

# %% right: keeps the losses
def train_epoch(model, dl, loss_func, opt):
    losses = []
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        losses.append(loss.item())
        loss.backward()
        opt.step()
        opt.zero_grad()
    print(sum(losses) / len(losses))

# %% right: zeroed twice
def train_epoch(model, dl, loss_func, opt):
    model.train()
    opt.zero_grad()
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.zero_grad(set_to_none=True)

# %% right: gradients on
def train_epoch(model, dl, loss_func, opt):
    with torch.enable_grad():
        for xb, yb in dl:
            opt.zero_grad()
            loss_func(model(xb), yb).backward()
            opt.step()

# %% wrong: never steps
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.zero_grad()

# %% wrong: never backward
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        opt.step()
        opt.zero_grad()

# %% wrong: targets first
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(yb, model(xb)).backward()
        opt.step()
        opt.zero_grad()

# %% wrong: first batch only
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()
        return

# %% wrong: two passes
def train_epoch(model, dl, loss_func, opt):
    for _ in range(2):
        for xb, yb in dl:
            loss_func(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()

# %% wrong: two steps a batch
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.step()
        opt.zero_grad()

# %% wrong: step before backward
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        opt.step()
        opt.zero_grad()
        loss.backward()

# %% wrong: a batch inside a batch
def train_epoch(model, dl, loss_func, opt):
    for batch in dl:
        for xb, yb in batch:
            loss_func(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()

# %% wrong: item by item
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        for x, y in zip(xb, yb):
            loss_func(model(x[None]), y[None]).backward()
            opt.step()
            opt.zero_grad()

# %% wrong: the questionnaire's
def train_epoch(model, dl, loss_func, opt):
    for inputs, targets in dl:
        pred = model(inputs)
        loss = loss_func(pred, targets)
        loss.backward()
        model.params -= model.params.grad * opt.lr

# %% wrong: without gradients
def train_epoch(model, dl, loss_func, opt):
    with torch.no_grad():
        for xb, yb in dl:
            loss_func(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()

# %% wrong: a copy of the model
import copy

def train_epoch(model, dl, loss_func, opt):
    model = copy.deepcopy(model)
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% wrong: by index
def train_epoch(model, dl, loss_func, opt):
    for i in range(len(dl)):
        xb, yb = dl[i]
        loss_func(model(xb), yb).backward()
        opt.step()
        opt.zero_grad()

# %% wrong: every other batch is zeroed
def train_epoch(model, dl, loss_func, opt):
    for i, (xb, yb) in enumerate(dl):
        loss_func(model(xb), yb).backward()
        opt.step()
        if i % 2:
            opt.zero_grad()

# %% wrong: its own step
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        for p in model.parameters():
            p.data -= 0.1 * p.grad
        opt.zero_grad()

# %% mistake: gradients pile up | never zeroed
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.step()

# %% mistake: gradients pile up | zeroed before the loop
def train_epoch(model, dl, loss_func, opt):
    opt.zero_grad()
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()

# %% mistake: gradients pile up | zeroed after the loop
def train_epoch(model, dl, loss_func, opt):
    model.train()
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        opt.step()
    opt.zero_grad()

# %% mistake: gradients pile up | not called
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        opt.zero_grad
        loss_func(model(xb), yb).backward()
        opt.step()

# %% mistake: gradients pile up | all batches, then one step
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
    opt.step()
    opt.zero_grad()

# %% mistake: gradients pile up | the loss is zeroed
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = 0
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.step()
        loss = 0

# %% mistake: zeroed before the step | the optimiser
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss = loss_func(model(xb), yb)
        loss.backward()
        opt.zero_grad()
        opt.step()

# %% mistake: zeroed before the step | the model
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        model.zero_grad()
        opt.step()

# %% mistake: zeroed before the step | by hand
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        loss_func(model(xb), yb).backward()
        for p in model.parameters():
            p.grad.zero_()
        opt.step()

# %% mistake: zeroed before the step | and after it
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        opt.zero_grad()
        loss_func(model(xb), yb).backward()
        opt.zero_grad()
        opt.step()
        opt.zero_grad()

# %% mistake: zeroed before the step | in a helper
def clean(opt):
    opt.zero_grad()

def train_epoch(model, dl, loss_func, opt):
    model.train()
    for x, y in dl:
        out = model(x)
        loss_func(out, y).backward()
        clean(opt)
        opt.step()

# %% mistake: last batch only | out of the loop
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        opt.zero_grad()
        loss = loss_func(model(xb), yb)
    loss.backward()
    opt.step()

# %% mistake: last batch only | all of it out of the loop
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        pass
    loss_func(model(xb), yb).backward()
    opt.step()
    opt.zero_grad()

# %% mistake: last batch only | the step out of the loop
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        opt.zero_grad()
        loss_func(model(xb), yb).backward()
    opt.step()

# %% mistake: last batch only | the last of a list
def train_epoch(model, dl, loss_func, opt):
    xb, yb = list(dl)[-1]
    loss_func(model(xb), yb).backward()
    opt.step()
    opt.zero_grad()

# %% mistake: last batch only | predictions in the loop
def train_epoch(model, dl, loss_func, opt):
    for xb, yb in dl:
        preds = model(xb)
    opt.zero_grad()
    loss_func(preds, yb).backward()
    opt.step()
