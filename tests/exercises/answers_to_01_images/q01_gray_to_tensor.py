# %% right: from_numpy of a copy
import numpy as np

def gray_to_tensor(image):
    return torch.from_numpy(np.array(image))

# %% right: tensor of an array
import numpy as np
gray_to_tensor = lambda im: torch.tensor(np.asarray(im))

# %% right: getdata and view
def gray_to_tensor(image):
    return torch.tensor(list(image.getdata()), dtype=torch.uint8).view(image.height, image.width)

# %% right: getpixel in two loops
def gray_to_tensor(image):
    w, h = image.size
    out = torch.zeros(h, w, dtype=torch.uint8)
    for y in range(h):
        for x in range(w):
            out[y, x] = image.getpixel((x, y))
    return out

# %% right: nested comprehension, byte at the end
def gray_to_tensor(picture):
    px = picture.load()
    return torch.tensor([[px[x, y] for x in range(picture.width)] for y in range(picture.height)]).byte()

# %% right: columns first, then turned
def gray_to_tensor(image):
    columns = []
    for x in range(image.width):
        columns.append([image.getpixel((x, y)) for y in range(image.height)])
    return torch.tensor(columns, dtype=torch.uint8).T

# %% right: frombuffer of the bytes
def gray_to_tensor(image):
    return torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8).reshape(image.height, image.width)

# %% right: list of the bytes
def gray_to_tensor(image):
    flat = torch.tensor([*image.tobytes()], dtype=torch.uint8)
    return flat.unflatten(0, image.size[::-1])

# %% right: numpy frombuffer and a copy
import numpy as np

def gray_to_tensor(i):
    a = np.frombuffer(i.tobytes(), dtype="u1").reshape(i.size[1], i.size[0])
    return torch.as_tensor(a.copy())

# %% right: pil_to_tensor without its channel
from torchvision.transforms.functional import pil_to_tensor

def gray_to_tensor(image):
    return pil_to_tensor(image)[0]

# %% right: PILToTensor and squeeze of axis 0
import torchvision.transforms as T

class ToGray:
    def __init__(self):
        self.turn = T.Compose([T.PILToTensor(), T.Lambda(lambda t: t.squeeze(0))])

    def __call__(self, image):
        return self.turn(image)

gray_to_tensor = ToGray()

# %% right: v2 to_image
from torchvision.transforms.v2 import functional as tvf

def gray_to_tensor(image):
    return tvf.to_image(image)[0]

# %% right: a torchvision Mask is a tensor too
import numpy as np
from torchvision import tv_tensors

def gray_to_tensor(image):
    return tv_tensors.Mask(torch.tensor(np.array(image)))

# %% right: ToTensor, scaled back and rounded
from torchvision.transforms import ToTensor

def gray_to_tensor(image):
    return (ToTensor()(image) * 255).round().to(torch.uint8).squeeze(0)

# %% right: through int64
import numpy as np

def gray_to_tensor(image):
    return torch.from_numpy(np.asarray(image).astype(np.int64)).type(torch.uint8)

# %% right: through float64 lists
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image, dtype=float).tolist()).to(torch.uint8)

# %% right: saved as png, read with matplotlib
import io

def gray_to_tensor(image):
    file = io.BytesIO()
    image.save(file, "png")
    file.seek(0)
    return torch.tensor(plt.imread(file, format="png") * 255).round().to(torch.uint8)

# %% right: saved as png, decoded by torchvision
import io
import torchvision

def gray_to_tensor(image):
    with io.BytesIO() as file:
        image.save(file, format="PNG")
        raw = torch.frombuffer(bytearray(file.getvalue()), dtype=torch.uint8)
    return torchvision.io.decode_image(raw, mode="GRAY").view(image.height, -1)

# %% right: recursion over rows
def gray_to_tensor(image):
    def rows(y):
        if y == image.height:
            return []
        return [torch.tensor([image.getpixel((x, y)) for x in range(image.width)], dtype=torch.uint8)] + rows(y + 1)
    return torch.stack(rows(0))

# %% right: split into rows
def gray_to_tensor(image):
    everything = torch.tensor(list(image.tobytes()))
    return torch.stack(everything.split(image.width)).to(dtype=torch.uint8)

# %% right: mode RGB, one channel of it
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image.convert("RGB")))[:, :, 1]

# %% right: inverted twice
import numpy as np
from PIL import ImageOps

def gray_to_tensor(image):
    return 255 - torch.tensor(np.array(ImageOps.invert(image)))

# %% right: functools over PIL's array interface
from functools import reduce
import numpy as np

gray_to_tensor = lambda image: reduce(lambda value, step: step(value), [np.array, torch.from_numpy, torch.clone], image)

# %% right: memoryview cast
def gray_to_tensor(image):
    view = memoryview(image.tobytes()).cast("B", shape=[image.height, image.width])
    return torch.tensor(view.tolist(), dtype=torch.uint8)

# %% right: np.stack of cropped rows
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.concatenate([np.asarray(image.crop((0, y, image.width, y + 1))) for y in range(image.height)]))

# %% right: rotated by PIL and back by torch
import numpy as np

def gray_to_tensor(image):
    turned = torch.tensor(np.array(image.rotate(90, expand=True)))
    return turned.rot90(-1)

# %% right: nn.Module
import numpy as np

class Gray(nn.Module):
    def forward(self, image):
        return torch.from_numpy(np.array(image))

gray_to_tensor = Gray().eval()

# %% right: scaled back with a factor of 256, where truncation helps
import numpy as np

def gray_to_tensor(image):
    return (torch.tensor(np.array(image)) / 255 * 256).clamp(0, 255).to(torch.uint8)

# %% wrong: float values
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).float()

# %% wrong: int64
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image).tolist())

# %% wrong: int8 wraps
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).to(torch.int8)

# %% wrong: numpy array
import numpy as np

def gray_to_tensor(image):
    return np.array(image)

# %% wrong: nested list
import numpy as np

def gray_to_tensor(image):
    return np.array(image).tolist()

# %% wrong: flat
def gray_to_tensor(image):
    return torch.tensor(list(image.getdata()), dtype=torch.uint8)

# %% wrong: width and height confused in the view
def gray_to_tensor(image):
    return torch.tensor(list(image.getdata()), dtype=torch.uint8).view(image.width, image.height)

# %% wrong: always 28 by 28
def gray_to_tensor(image):
    return torch.tensor(list(image.resize((28, 28)).getdata()), dtype=torch.uint8).view(28, 28)

# %% wrong: view 28 by 28
def gray_to_tensor(image):
    return torch.tensor(list(image.getdata()), dtype=torch.uint8).view(28, 28)

# %% wrong: ToTensor, scaled and with a channel
from torchvision.transforms import ToTensor
gray_to_tensor = ToTensor()

# %% wrong: three channels
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image.convert("RGB")))

# %% wrong: black and white
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image.convert("1"))).to(torch.uint8) * 255

# %% wrong: a bool of ink
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)) > 127

# %% wrong: squeeze of every axis of one
from torchvision.transforms.functional import pil_to_tensor

def gray_to_tensor(image):
    return pil_to_tensor(image).squeeze()

# %% wrong: flipped upside down
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).flip(0)

# %% wrong: mirrored
from PIL import ImageOps
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(ImageOps.mirror(image)))

# %% wrong: stretched to the whole range
from PIL import ImageOps
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(ImageOps.autocontrast(image)))

# %% wrong: scaled and truncated back to bytes
import numpy as np

def gray_to_tensor(image):
    return (torch.tensor(np.array(image)) / 255).to(torch.uint8)

# %% wrong: half the values
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)) // 2

# %% wrong: compressed as jpeg on the way
import io
import numpy as np

def gray_to_tensor(image):
    file = io.BytesIO()
    image.save(file, "jpeg", quality=50)
    return torch.tensor(np.array(Image.open(file)))

# %% wrong: uninitialised
def gray_to_tensor(image):
    return torch.empty(image.height, image.width, dtype=torch.uint8)

# %% wrong: zeros of the right shape
def gray_to_tensor(image):
    return torch.zeros(image.height, image.width, dtype=torch.uint8)

# %% wrong: the last row forgotten
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image))[:-1]

# %% wrong: shown but not returned
import numpy as np

def gray_to_tensor(image):
    tensor = torch.tensor(np.array(image))
    print(tensor)

# %% wrong: the image itself
def gray_to_tensor(image):
    return image

# %% wrong: as float image through torch.tensor of the image
def gray_to_tensor(image):
    return torch.tensor(image)

# %% wrong: the picture painted black
import numpy as np

def gray_to_tensor(image):
    tensor = torch.tensor(np.array(image))
    image.paste(0, (0, 0, image.width, image.height))
    return tensor

# %% mistake: scaled to 0..1 | divided by 255
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)) / 255

# %% mistake: scaled to 0..1 | ToTensor without its channel
from torchvision.transforms.functional import to_tensor

def gray_to_tensor(image):
    return to_tensor(image)[0]

# %% mistake: scaled to 0..1 | numpy float64
import numpy as np

def gray_to_tensor(image):
    return torch.from_numpy(np.array(image) / 255.0)

# %% mistake: scaled to 0..1 | pixel by pixel
def gray_to_tensor(image):
    out = torch.zeros(image.height, image.width)
    for y in range(image.height):
        for x in range(image.width):
            out[y, x] = image.getpixel((x, y)) / 255
    return out

# %% mistake: scaled to 0..1 | v2 with scale
from torchvision.transforms import v2

gray_to_tensor = lambda image: v2.functional.to_dtype(v2.functional.to_image(image), torch.float32, scale=True).squeeze(0)

# %% mistake: scaled to 0..1 | divided by 256
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).float().div(256)

# %% mistake: scaled to 0..1 | divided by its largest
import numpy as np

def gray_to_tensor(image):
    tensor = torch.tensor(np.array(image)).float()
    return tensor / tensor.max()

# %% mistake: scaled to 0..1 | and back to bytes
import numpy as np

def gray_to_tensor(image):
    return (torch.tensor(np.array(image)) / 255).to(torch.uint8)

# %% mistake: transposed | T
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).T

# %% mistake: transposed | loop over x first
def gray_to_tensor(image):
    w, h = image.size
    out = torch.zeros(w, h, dtype=torch.uint8)
    for x in range(w):
        for y in range(h):
            out[x][y] = image.getpixel((x, y))
    return out

# %% mistake: transposed | comprehension with x outside
def gray_to_tensor(image):
    return torch.tensor([[image.getpixel((x, y)) for y in range(image.height)] for x in range(image.width)], dtype=torch.uint8)

# %% mistake: transposed | PIL's transpose
import numpy as np

def gray_to_tensor(image):
    return torch.from_numpy(np.array(image.transpose(Image.Transpose.TRANSPOSE)))

# %% mistake: extra channel axis | pil_to_tensor
from torchvision.transforms.functional import pil_to_tensor
gray_to_tensor = pil_to_tensor

# %% mistake: extra channel axis | unsqueeze
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)).unsqueeze(0)

# %% mistake: extra channel axis | channel last
import numpy as np

def gray_to_tensor(image):
    return torch.tensor(np.array(image)[..., np.newaxis])

# %% mistake: extra channel axis | view with a one
def gray_to_tensor(image):
    return torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8).view(1, image.height, image.width)

# %% mistake: extra channel axis | list around it
import numpy as np

def gray_to_tensor(image):
    return torch.from_numpy(np.array([np.array(image)]))

# %% mistake: inverted | 255 minus
import numpy as np

def gray_to_tensor(image):
    return 255 - torch.tensor(np.array(image))

# %% mistake: inverted | ImageOps
import numpy as np
from PIL import ImageOps

def gray_to_tensor(image):
    return torch.from_numpy(np.array(ImageOps.invert(image)))

# %% mistake: inverted | bitwise not
import numpy as np

def gray_to_tensor(image):
    return ~torch.tensor(np.array(image))

# %% mistake: inverted | pixel by pixel
def gray_to_tensor(image):
    return torch.tensor([[255 - image.getpixel((x, y)) for x in range(image.width)] for y in range(image.height)]).to(torch.uint8)
