# %% right: view
def flatten_images(images):
    return images.view(images.shape[0], -1)

# %% right: view with both sizes
def flatten_images(images):
    n, h, w = images.shape
    return images.view(n, h * w)

# %% right: view, rows counted by torch
def flatten_images(images):
    return images.view(-1, images.size(1) * images.size(2))

# %% right: reshape
def flatten_images(images):
    return images.reshape(len(images), -1)

# %% right: flatten
def flatten_images(images):
    return images.flatten(1)

# %% right: torch.flatten
def flatten_images(images):
    return torch.flatten(images, start_dim=1, end_dim=2)

# %% right: module
flatten_images = nn.Flatten()

# %% right: lambda
flatten_images = lambda images: images.view(*images.shape[:1], images[0].numel())

# %% right: as_strided
def flatten_images(images):
    n, h, w = images.shape
    return images.as_strided((n, h * w), (h * w, 1), images.storage_offset())

# %% right: numpy
def flatten_images(images):
    return torch.from_numpy(images.numpy().reshape(images.shape[0], -1))

# %% right: detached view
def flatten_images(images):
    return images.detach().view(images.shape[0], -1)

# %% right: contiguous already
def flatten_images(images):
    return images.contiguous().view(len(images), -1)

# %% right: through one axis
def flatten_images(images):
    return images.view(-1).view(len(images), -1)

# %% right: unflatten
def flatten_images(images):
    return images.ravel().unflatten(0, (images.shape[0], -1))

# %% right: slice
def flatten_images(images):
    return images[:].view(images.shape[0], math.prod(images.shape[1:]))

# %% wrong: transposed
def flatten_images(images):
    return images.transpose(1, 2).reshape(len(images), -1)

# %% wrong: images as columns
def flatten_images(images):
    return images.view(len(images), -1).T

# %% wrong: columns counted
def flatten_images(images):
    return images.view(-1, len(images))

# %% wrong: w*n rows
def flatten_images(images):
    n, h, w = images.shape
    return images.reshape(n * w, h)

# %% wrong: unchanged
def flatten_images(images):
    return images

# %% wrong: floats between 0 and 1
def flatten_images(images):
    return images.view(len(images), -1) / 255

# %% wrong: floats
def flatten_images(images):
    return images.float().view(len(images), -1)

# %% wrong: sizes typed in
def flatten_images(images):
    return images.view(-1, 28 * 28)

# %% wrong: squeezed
def flatten_images(images):
    return images.view(len(images), -1).squeeze()

# %% wrong: a list
def flatten_images(images):
    return [image.view(-1) for image in images]

# %% wrong: the first only
def flatten_images(images):
    return images[:1].view(1, -1)

# %% wrong: the argument reshaped in place
def flatten_images(images):
    return images.resize_(images.shape[0], images.shape[1] * images.shape[2])

# %% wrong: an axis too many
def flatten_images(images):
    return images.view(len(images), 1, -1)

# %% wrong: the mean row
def flatten_images(images):
    return images.float().mean(1)

# %% mistake: a copy | clone
def flatten_images(images):
    return images.clone().view(len(images), -1)

# %% mistake: a copy | clone last
def flatten_images(images):
    return images.reshape(len(images), -1).clone()

# %% mistake: a copy | stack
def flatten_images(images):
    return torch.stack([image.flatten() for image in images])

# %% mistake: a copy | cat
def flatten_images(images):
    return torch.cat([images[:, row] for row in range(images.shape[1])], dim=1)

# %% mistake: a copy | new tensor
def flatten_images(images):
    return torch.tensor(images.tolist(), dtype=images.dtype).view(images.shape[0], -1)

# %% mistake: a copy | empty, then filled
def flatten_images(images):
    n, h, w = images.shape
    flat = torch.empty(n, h * w, dtype=images.dtype)
    for i in range(n):
        flat[i] = images[i].view(-1)
    return flat

# %% mistake: a copy | numpy
def flatten_images(images):
    return torch.tensor(images.numpy().reshape(len(images), -1))

# %% mistake: `[n*h, w]` | view
def flatten_images(images):
    return images.view(-1, images.shape[-1])

# %% mistake: `[n*h, w]` | flatten
def flatten_images(images):
    return images.flatten(0, 1)

# %% mistake: `[n*h, w]` | sizes
def flatten_images(images):
    n, h, w = images.shape
    return images.reshape(n * h, w)

# %% mistake: `[n*h, w]` | cat
def flatten_images(images):
    return torch.cat([image for image in images])

# %% mistake: `[n*h, w]` | stack of rows
def flatten_images(images):
    return torch.stack([row for image in images for row in image])

# %% mistake: everything on one axis | view
def flatten_images(images):
    return images.view(-1)

# %% mistake: everything on one axis | flatten
def flatten_images(images):
    return images.flatten()

# %% mistake: everything on one axis | reshape
def flatten_images(images):
    n, h, w = images.shape
    return images.reshape(n * h * w)

# %% mistake: everything on one axis | cat
def flatten_images(images):
    return torch.cat([image.flatten() for image in images])

# %% mistake: everything on one axis | ravel
flatten_images = torch.ravel

# %% mistake: everything on one axis | new tensor
def flatten_images(images):
    return torch.tensor([v for image in images.tolist() for row in image for v in row], dtype=images.dtype)

# %% mistake: everything on one axis | one row
def flatten_images(images): return images.view(1, -1)
