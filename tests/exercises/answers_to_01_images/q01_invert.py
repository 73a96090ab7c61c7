# %% right: 255 minus
def invert(image):
    return 255 - image

# %% right: bitwise not
invert = lambda im: ~im

# %% right: torch.bitwise_not
invert = torch.bitwise_not

# %% right: xor
def invert(image):
    return image ^ 255

# %% right: minus one, wrapping round on purpose
def invert(image):
    return -image - 1

# %% right: through int
def invert(image):
    return (255 - image.int()).to(torch.uint8)

# %% right: through float
def invert(image):
    return (255.0 - image.float()).to(torch.uint8)

# %% right: scaled and rounded back
def invert(image):
    return ((1 - image / 255) * 255).round().byte()

# %% right: clone, then in place
def invert(image):
    out = image.clone()
    out *= 255
    out += 255
    return out

# %% right: full_like
def invert(image):
    return torch.full_like(image, 255) - image

# %% right: rsub
from functools import partial
invert = partial(torch.rsub, other=255)

# %% right: lookup table
TABLE = torch.arange(255, -1, -1).to(torch.uint8)

def invert(image):
    return TABLE[image.long()]

# %% right: numpy
import numpy as np

def invert(image):
    return torch.from_numpy(np.array(255 - image.numpy()))

# %% right: flat list and back
def invert(image):
    return torch.tensor([255 - v for v in image.flatten().tolist()], dtype=torch.uint8).view(image.shape)

# %% right: loop over a flat copy
def invert(image):
    out = image.clone().reshape(-1)
    for i in range(len(out)):
        out[i] = 255 - out[i]
    return out.reshape(image.size())

# %% right: recursion over axes
def invert(image):
    if image.dim() == 0:
        return 255 - image
    return torch.stack([invert(part) for part in image])

# %% right: torchvision v2
from torchvision.transforms.v2 import functional as tvf

def invert(image):
    return tvf.invert(image)

# %% right: a module
class Invert(nn.Module):
    def forward(self, x):
        return x.neg().add(255)

invert = Invert()

# %% right: torch.where over bits
def invert(image):
    out = torch.zeros_like(image)
    for bit in range(8):
        out += torch.where((image >> bit) & 1 == 0, 1 << bit, 0).to(torch.uint8)
    return out

# %% right: apply_ on a copy
def invert(image):
    return image.clone().apply_(lambda v: 255 - v)

# %% right: lerp in doubles
def invert(image):
    d = image.double()
    return torch.lerp(torch.full_like(d, 255), torch.zeros_like(d), d / 255).round().to(torch.uint8)

# %% right: nested helper with clamp
def invert(image):
    def flip(v):
        return (v.to(torch.int16) * -1 + 255).clamp(0, 255)
    return flip(image).type(torch.uint8)

# %% right: bytes translate
def invert(image):
    table = bytes(range(255, -1, -1))
    raw = bytes(image.reshape(-1).tolist()).translate(table)
    return torch.frombuffer(bytearray(raw), dtype=torch.uint8).reshape(image.shape)

# %% right: sub with out
def invert(image):
    result = torch.empty_like(image)
    torch.sub(torch.tensor(255, dtype=torch.uint8), image, out=result)
    return result

# %% right: vmap
def invert(image):
    return torch.vmap(lambda v: 255 - v)(image.reshape(-1)).reshape(image.shape)

# %% right: numpy vectorize
import numpy as np

def invert(image):
    return torch.tensor(np.vectorize(lambda v: 255 - int(v))(image.numpy()), dtype=torch.uint8)

# %% right: gathered
def invert(image):
    table = torch.linspace(255, 0, 256).round().to(torch.uint8)
    return table.gather(0, image.flatten().to(torch.int64)).view_as(image)

# %% wrong: 256 minus
def invert(image):
    return (256 - image.int()).to(torch.uint8)

# %% wrong: 254 minus
def invert(image):
    return 254 - image

# %% wrong: floats
def invert(image):
    return 255.0 - image

# %% wrong: int64
def invert(image):
    return 255 - image.long()

# %% wrong: its own maximum
def invert(image):
    return image.max() - image

# %% wrong: maximum plus minimum
def invert(image):
    return image.max() + image.min() - image

# %% wrong: scaled
def invert(image):
    return 1 - image / 255

# %% wrong: scaled, rounded down
def invert(image):
    return ((1 - image.float() / 255) * 255 - .5).clamp(0, 255).to(torch.uint8)

# %% wrong: the same image
def invert(image):
    return image

# %% wrong: a copy
def invert(image):
    return image.clone()

# %% wrong: flipped
def invert(image):
    return image.flip(-1)

# %% wrong: upside down
def invert(image):
    return image.flip(0)

# %% wrong: transposed
def invert(image):
    return (255 - image).T

# %% wrong: minus 255
def invert(image):
    return image - 255

# %% wrong: absolute of the wrapped difference
def invert(image):
    return (image - 255).abs()

# %% wrong: clamped, never wrapped
def invert(image):
    return (-image.int()).clamp(0, 255).to(torch.uint8)

# %% wrong: logical not
def invert(image):
    return torch.logical_not(image)

# %% wrong: logical not times 255
def invert(image):
    return (image == 0).to(torch.uint8) * 255

# %% wrong: threshold
def invert(image):
    return torch.where(image > 127, 0, 255).to(torch.uint8)

# %% wrong: reciprocal
def invert(image):
    return 1 / image

# %% wrong: numpy
def invert(image):
    return 255 - image.numpy()

# %% wrong: flattened
def invert(image):
    return (255 - image).flatten()

# %% wrong: a channel axis more
def invert(image):
    return (255 - image)[None]

# %% wrong: xor with 127
def invert(image):
    return image ^ 127

# %% wrong: xor with the top bit
def invert(image):
    return image ^ 128

# %% wrong: half as bright
def invert(image):
    return (255 - image) // 2

# %% wrong: only two axes
from torchvision.transforms.functional import pil_to_tensor
from PIL import ImageOps

def invert(image):
    return pil_to_tensor(ImageOps.invert(Image.fromarray(image.numpy(), "L")))[0]

# %% wrong: zero stays zero
def invert(image):
    return torch.where(image == 0, image, 255 - image)

# %% wrong: right, but the argument is wiped
def invert(image):
    out = 255 - image
    image.zero_()
    return out

# %% wrong: int8
def invert(image):
    return (255 - image).view(torch.int8)

# %% mistake: `-image` | minus
def invert(image):
    return -image

# %% mistake: `-image` | neg
invert = torch.neg

# %% mistake: `-image` | times minus one
def invert(image):
    return image * -1

# %% mistake: `-image` | zero minus
def invert(image):
    return 0 - image

# %% mistake: `-image` | subtracted from zeros
def invert(image):
    return torch.zeros_like(image).sub(image)

# %% mistake: `1 - image` | one minus
def invert(image):
    return 1 - image

# %% mistake: `1 - image` | ones_like
def invert(image):
    return torch.ones_like(image) - image

# %% mistake: `1 - image` | minus plus one
def invert(image):
    return -image + 1

# %% mistake: `1 - image` | rsub
def invert(image):
    return torch.rsub(image, 1)

# %% mistake: `1 - image` | through numpy
import numpy as np

def invert(image):
    return torch.tensor(1 - np.array(image), dtype=torch.uint8)

# %% mistake: changed in place | bitwise_not_
def invert(image):
    return image.bitwise_not_()

# %% mistake: changed in place | slice assignment
def invert(image):
    image[...] = 255 - image
    return image

# %% mistake: changed in place | through numpy's shared memory
import numpy as np

def invert(image):
    shared = image.numpy()
    np.subtract(255, shared, out=shared)
    return torch.from_numpy(shared)

# %% mistake: changed in place | augmented assignments
def invert(image):
    image ^= 255
    return image

# %% mistake: changed in place | neg_ and add_
def invert(image):
    return image.neg_().add_(255)

# %% mistake: changed in place | a copy returned, the argument changed
def invert(image):
    image.copy_(255 - image)
    return image.clone()

# %% mistake: changed in place | loop over a view
def invert(image):
    flat = image.view(-1)
    for i in range(flat.numel()):
        flat[i] = 255 - flat[i]
    return image
