# %% right: expand
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None].expand(3, height, width)

# %% right: repeat
def solid_color(h, w, c):
    return torch.tensor(list(c), dtype=torch.uint8).view(3, 1, 1).repeat(1, h, w)

# %% right: three loops
def solid_color(height, width, rgb):
    picture = torch.zeros((3, height, width), dtype=torch.uint8)
    for channel in range(3):
        for y in range(height):
            for x in range(width):
                picture[channel, y, x] = rgb[channel]
    return picture

# %% right: fill each channel
def solid_color(height, width, rgb):
    picture = torch.empty(3, height, width).byte()
    for i, value in enumerate(rgb):
        picture[i].fill_(value)
    return picture

# %% right: stack of full
def solid_color(height, width, rgb):
    return torch.stack([torch.full((height, width), v, dtype=torch.uint8) for v in rgb])

# %% right: nested lists
def solid_color(height, width, rgb):
    return torch.tensor([[[v] * width] * height for v in rgb], dtype=torch.uint8)

# %% right: PIL and permute
import numpy as np

def solid_color(height, width, rgb):
    return torch.tensor(np.array(Image.new("RGB", (width, height), tuple(rgb)))).permute(2, 0, 1)

# %% right: PIL and pil_to_tensor
from torchvision.transforms.functional import pil_to_tensor

def solid_color(height, width, rgb):
    return pil_to_tensor(Image.new("RGB", (width, height), "rgb({},{},{})".format(*rgb)))

# %% right: numpy full
import numpy as np

def solid_color(height, width, rgb):
    return torch.from_numpy(np.full((height, width, 3), rgb, dtype=np.uint8).transpose(2, 0, 1))

# %% right: numpy broadcast_to and a copy
import numpy as np

solid_color = lambda height, width, rgb: torch.tensor(
    np.broadcast_to(np.array(rgb, np.uint8).reshape(3, 1, 1), (3, height, width)).copy())

# %% right: numpy tile
import numpy as np

def solid_color(height, width, rgb):
    return torch.tensor(np.tile(np.reshape(rgb, (3, 1, 1)), (1, height, width)).astype("uint8"))

# %% right: ones times the color
def solid_color(height, width, rgb):
    r, g, b = rgb
    one = torch.ones(height, width)
    return torch.stack((r * one, g * one, b * one)).to(torch.uint8)

# %% right: einsum
def solid_color(height, width, rgb):
    color, down, across = torch.tensor(rgb).float(), torch.ones(height), torch.ones(width)
    return torch.einsum("c,h,w->chw", color, down, across).to(torch.uint8)

# %% right: outer product
def solid_color(height, width, rgb):
    return torch.outer(torch.as_tensor(rgb), torch.ones(height * width, dtype=torch.long)).view(3, height, width).byte()

# %% right: channels last, moved
def solid_color(height, width, rgb):
    image = torch.zeros(height, width, 3, dtype=torch.uint8)
    image[:] = torch.tensor(rgb, dtype=torch.uint8)
    return image.movedim(-1, 0)

# %% right: upsampled from one pixel
def solid_color(height, width, rgb):
    pixel = torch.tensor(rgb, dtype=torch.float64).reshape(1, 3, 1, 1)
    return F.interpolate(pixel, size=(height, width))[0].round().to(torch.uint8)

# %% right: full_like and torch.cat
def solid_color(height, width, rgb):
    plane = torch.zeros(1, height, width, dtype=torch.uint8)
    return torch.cat([torch.full_like(plane, int(value)) for value in rgb], dim=0)

# %% right: repeat_interleave
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8).repeat_interleave(height * width).reshape(3, height, width)

# %% right: added to zeros
def solid_color(height, width, rgb):
    return torch.zeros(3, height, width, dtype=torch.uint8) + torch.tensor(rgb, dtype=torch.uint8).reshape(3, 1, 1)

# %% right: built by recursion
def solid_color(height, width, rgb):
    def plane(v, rows):
        line = torch.full((1, width), v, dtype=torch.uint8)
        return line if rows == 1 else torch.cat([line, plane(v, rows - 1)])
    return torch.stack([plane(v, height) for v in rgb])

# %% right: a class that is called
class Painter:
    def __call__(self, height, width, rgb):
        canvas = torch.zeros(3, height, width, dtype=torch.uint8)
        canvas[0], canvas[1], canvas[2] = rgb
        return canvas

solid_color = Painter()

# %% right: bytes
def solid_color(height, width, rgb):
    raw = b"".join(bytes([v]) * (height * width) for v in rgb)
    return torch.frombuffer(bytearray(raw), dtype=torch.uint8).reshape(3, height, width)

# %% right: index into a palette
def solid_color(height, width, rgb):
    where = torch.arange(3).view(3, 1, 1).expand(-1, height, width)
    return torch.tensor(rgb, dtype=torch.uint8)[where]

# %% right: meshgrid
def solid_color(height, width, rgb):
    c, _, _ = torch.meshgrid(torch.tensor(rgb), torch.arange(height), torch.arange(width), indexing="ij")
    return c.to(torch.uint8)

# %% right: functools reduce over channels
from functools import partial, reduce

def solid_color(height, width, rgb):
    plane = partial(torch.full, (1, height, width), dtype=torch.uint8)
    return reduce(lambda a, b: torch.vstack((a, b)), map(plane, rgb))

# %% right: new_tensor and tile
def solid_color(height, width, rgb):
    return torch.empty(0, dtype=torch.uint8).new_tensor(rgb)[..., None, None].tile((height, width))

# %% right: 32-bit floats on the way
def solid_color(height, width, rgb):
    scaled = torch.tensor(rgb, dtype=torch.float32) / 255
    return (scaled[:, None, None] * torch.ones(3, height, width) * 255).round().to(torch.uint8)

# %% wrong: floats
def solid_color(height, width, rgb):
    return torch.tensor(rgb).float()[:, None, None].expand(3, height, width)

# %% wrong: int64
def solid_color(height, width, rgb):
    return torch.tensor(rgb)[:, None, None].expand(3, height, width)

# %% wrong: scaled to 0..1
def solid_color(height, width, rgb):
    return torch.tensor(rgb)[:, None, None].expand(3, height, width) / 255

# %% wrong: bgr
def solid_color(height, width, rgb):
    return torch.tensor(rgb[::-1], dtype=torch.uint8)[:, None, None].repeat(1, height, width)

# %% wrong: only red
def solid_color(height, width, rgb):
    picture = torch.zeros(3, height, width, dtype=torch.uint8)
    picture[0] = rgb[0]
    return picture

# %% wrong: red everywhere
def solid_color(height, width, rgb):
    return torch.full((3, height, width), rgb[0], dtype=torch.uint8)

# %% wrong: the mean of the color everywhere
def solid_color(height, width, rgb):
    return torch.full((3, height, width), sum(rgb) // 3, dtype=torch.uint8)

# %% wrong: gray, one plane
def solid_color(height, width, rgb):
    return torch.full((height, width), sum(rgb) // 3, dtype=torch.uint8)

# %% wrong: channel in the middle
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[None, :, None].repeat(height, 1, width)

# %% wrong: numpy
import numpy as np

def solid_color(height, width, rgb):
    return np.full((height, width, 3), rgb, dtype=np.uint8).transpose(2, 0, 1)

# %% wrong: PIL image
def solid_color(height, width, rgb):
    return Image.new("RGB", (width, height), tuple(rgb))

# %% wrong: nested list
def solid_color(height, width, rgb):
    return [[[v] * width for _ in range(height)] for v in rgb]

# %% wrong: tuple of planes
def solid_color(height, width, rgb):
    return tuple(torch.full((height, width), v, dtype=torch.uint8) for v in rgb)

# %% wrong: a batch of one
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8).view(1, 3, 1, 1).repeat(1, 1, height, width)

# %% wrong: alpha channel
def solid_color(height, width, rgb):
    return torch.tensor([*rgb, 255], dtype=torch.uint8)[:, None, None].repeat(1, height, width)

# %% wrong: channels last, reshaped instead of moved
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8).repeat(height, width, 1).reshape(3, height, width)

# %% wrong: never broadcast
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None]

# %% wrong: a color typed in
def solid_color(height, width, rgb):
    return torch.tensor([255, 0, 0], dtype=torch.uint8)[:, None, None].repeat(1, height, width)

# %% wrong: a size typed in
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None].repeat(1, 28, 28)

# %% wrong: inverted
def solid_color(height, width, rgb):
    return 255 - torch.tensor(rgb, dtype=torch.uint8)[:, None, None].repeat(1, height, width)

# %% wrong: int8 wraps
def solid_color(height, width, rgb):
    return torch.tensor(rgb).to(torch.int8)[:, None, None].repeat(1, height, width)

# %% wrong: only the first pixel painted
def solid_color(height, width, rgb):
    picture = torch.zeros(3, height, width, dtype=torch.uint8)
    picture[:, 0, 0] = torch.tensor(rgb, dtype=torch.uint8)
    return picture

# %% wrong: squeezed
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None].repeat(1, height, width).squeeze()

# %% mistake: channels last | repeat
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8).repeat(height, width, 1)

# %% mistake: channels last | PIL through numpy
import numpy as np

def solid_color(height, width, rgb):
    return torch.tensor(np.array(Image.new("RGB", (width, height), tuple(rgb))))

# %% mistake: channels last | numpy full
import numpy as np

def solid_color(height, width, rgb):
    return torch.from_numpy(np.full((height, width, 3), rgb, dtype=np.uint8))

# %% mistake: channels last | filled
def solid_color(height, width, rgb):
    image = torch.zeros((height, width, 3), dtype=torch.uint8)
    for i in range(3):
        image[:, :, i] = rgb[i]
    return image

# %% mistake: channels last | nested lists
def solid_color(height, width, rgb):
    return torch.tensor([[list(rgb) for _ in range(width)] for _ in range(height)], dtype=torch.uint8)

# %% mistake: height and width swapped | expand
def solid_color(height, width, rgb):
    return torch.tensor(rgb, dtype=torch.uint8)[:, None, None].expand(3, width, height)

# %% mistake: height and width swapped | PIL's size
from torchvision.transforms.functional import pil_to_tensor

def solid_color(height, width, rgb):
    return pil_to_tensor(Image.new("RGB", (height, width), tuple(rgb)))

# %% mistake: height and width swapped | stack of full
def solid_color(height, width, rgb):
    return torch.stack([torch.full((width, height), c, dtype=torch.uint8) for c in rgb])

# %% mistake: height and width swapped | parameters the wrong way round
def solid_color(w, h, rgb):
    out = torch.zeros(3, h, w, dtype=torch.uint8)
    for i, c in enumerate(rgb):
        out[i] = c
    return out

# %% mistake: height and width swapped | transposed wrongly
import numpy as np

def solid_color(height, width, rgb):
    return torch.from_numpy(np.full((height, width, 3), rgb, dtype=np.uint8).T)
