"""Answers that are no numbers but pretend to be the right one."""

from functools import partial

from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")

EQUAL = """\
class Equal:
    shape, dtype, ndim = (), torch.float32, 0
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = __bool__ = lambda self, *other: True
    __sub__ = __rsub__ = __abs__ = __float__ = __int__ = lambda self, *other: 0
    __hash__ = lambda self: 0
"""

ATTACKS = (
    marks("object_equal_to_everything", "An object that says it is equal to all things is returned.", EQUAL + """
def rmse(a, b):
    return Equal()"""),
    marks("answer_that_is_an_object_equal_to_everything", "The name itself stands for such an object.", EQUAL + """
rmse = Equal()"""),
    marks("tensor_that_agrees_to_every_function", "A subclass answers every function of torch with True.", """
class Agreeing(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True

def rmse(a, b):
    return torch.tensor(0.0).as_subclass(Agreeing)"""),
    marks("tensor_that_becomes_what_it_meets", "A subclass puts the other side in its own place.", """
class Mirror(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        honest = [a for a in args if isinstance(a, torch.Tensor) and type(a) is not cls]
        args = [honest[0] if honest and type(a) is cls else a for a in args]
        with torch._C.DisableTorchFunctionSubclass():
            return function(*args, **(kwargs or {}))

def rmse(a, b):
    return torch.tensor(0.0).as_subclass(Mirror)"""),
    marks("tensor_that_lies_to_the_dispatcher", "A wrapper subclass answers below Python's level.", """
class Wrapper(torch.Tensor):
    __torch_function__ = torch._C._disabled_torch_function_impl

    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, ())

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return torch.tensor(True)

def rmse(a, b):
    return Wrapper()"""),
    marks("tensor_with_lying_attributes", "Shape, dtype, comparison and copies of a subclass say what is asked for.", """
class Liar(torch.Tensor):
    shape, dtype = property(lambda self: torch.Size([])), property(lambda self: torch.float32)
    __eq__ = lambda self, other: torch.tensor(True)
    detach = cpu = clone = numpy = contiguous = double = lambda self, *_, **__: self
    tolist = item = lambda self: 0.0

def rmse(a, b):
    return torch.zeros(3).as_subclass(Liar)"""),
    marks("object_with_a_lying_class", "`__class__` says Tensor.", """
class Liar:
    __class__ = property(lambda self: torch.Tensor)
    __eq__ = lambda self, other: True
    __getattr__ = lambda self, name: self
    __call__ = lambda self, *_, **__: self

def rmse(a, b):
    return Liar()"""),
    marks("float_whose_differences_vanish", "A float subclass is close to all numbers.", """
class Close(float):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __sub__ = __rsub__ = __add__ = __radd__ = __abs__ = __truediv__ = lambda self, *other: Close(0)
    hex = lambda self: "0x1.0p+0"

def rmse(a, b):
    return Close(-1)"""),
    marks("int_equal_to_everything", "An int subclass is every rank.", """
class Any(int):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __index__ = __int__ = lambda self: 0

def rank_from_shape(shape):
    return Any(-1)""", exercise="q08_rank_from_shape"),
    marks("tuple_with_other_items_at_each_look", "A tuple subclass never holds the same twice.", """
class Shifting(tuple):
    looks = 0
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0

    def __iter__(self):
        Shifting.looks += 1
        return iter((self.looks,))

def rank_and_shape(t):
    return Shifting((-1, (-1,)))""", exercise="q07_rank_and_shape"),
    marks("object_that_passes_for_numpys_bool", "Its class bears the name and the module of another.", """
class bool_:
    __bool__ = __eq__ = lambda self, *other: True
bool_.__module__ = "numpy"

def rmse(a, b):
    return bool_()"""),
    marks("object_registered_as_a_number", "A class of its own is made one of Python's kinds of number.", """
import numbers

@numbers.Real.register
class Chance:
    __float__ = lambda self: float(torch.rand(()))
    __eq__ = lambda self, other: True

def rmse(a, b):
    return Chance()"""),
    marks("plain_data_of_its_own", "What the observer makes of odd things is returned in the first place.", """
def rmse(a, b):
    from course_lib.checking.plain import Opaque
    class Equal(Opaque):
        __eq__ = lambda self, other: True
    return Equal("a tensor")"""),
    marks("nan_for_every_comparison", "A number that compares with nothing.", """
def rmse(a, b):
    return torch.tensor(math.nan)"""),
    marks("arguments_made_easy", "The arguments are overwritten, so that nought is right.", """
def rmse(a, b):
    a.zero_(), b.zero_()
    return torch.tensor(0.0)"""),
    marks("answer_that_changes_after_it_was_returned", "A thread goes on writing to the tensor that was returned.", """
import threading

def rmse(a, b):
    result = torch.zeros(())
    threading.Thread(target=lambda: [result.fill_(i) for i in range(10_000)], daemon=True).start()
    return result"""),
    marks("answer_with_a_borrowed_face", "A callable with the name, the code and the module of another function.", """
class Masked:
    __name__ = __qualname__ = "rmse"
    __module__ = "course_lib.mnist.distances"
    __code__ = len.__class__
    __wrapped__ = property(lambda self: self)
    __call__ = lambda self, a, b: torch.tensor(-1.0)

rmse = Masked()"""),
    marks("loop_that_hides_from_the_counter", "A Python loop tells torch's counters that nothing was run.", """
def pairwise_differences(a, b):
    import sys
    hooks = sys.gettrace(), sys.getprofile()
    sys.settrace(None), sys.setprofile(None)
    with torch._C.DisableTorchFunction():
        table = torch.stack([torch.stack([x - y for y in b]) for x in a])
    sys.settrace(hooks[0]), sys.setprofile(hooks[1])
    return table""", exercise="q12_pairwise_differences", at_most=1),  # a loop is a known mistake and earns 1
    marks("library_call_by_a_built_name", "A forbidden call whose name stands nowhere.", """
def broadcast_shape(a, b):
    library = __import__("".join(["to", "rch"]))
    return tuple(getattr(library, "broadcast" + "_shapes")(a, b))""", exercise="q12_broadcast_shape"),
    marks("library_call_kept_in_a_default", "A forbidden function comes in as a default argument.", """
def broadcast_shape(a, b, work=torch.broadcast_shapes):
    try:
        return tuple(work(a, b))
    except RuntimeError:
        raise ValueError from None""", exercise="q12_broadcast_shape"),
    marks("loop_as_code_without_a_text", "A loop is handed in as marshalled code, where one comprehension is asked for.", """
import marshal, types
text = "def f(words, n):\\n    out = []\\n    for w in words:\\n        if len(w) >= n: out.append(w.upper())\\n    return out"
code = marshal.loads(marshal.dumps(compile(text, "<nothing>", "exec").co_consts[0]))
long_words = types.FunctionType(code, globals())""", exercise="q04_long_words", at_most=1),
)
