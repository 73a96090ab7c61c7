"""The names on which other people's programs rely: the ids of the exercises and the phrases of their misconceptions."""

PHRASES = {
    "q01_gray_to_tensor": (
        "scaled to 0..1",
        "transposed",
        "extra channel axis",
        "inverted",
    ),
    "q01_solid_color": (
        "channels last",
        "height and width swapped",
    ),
    "q01_invert": (
        "`-image`",
        "`1 - image`",
        "changed in place",
    ),
    "q02_count_images": (
        "counts other files",
        "labels or numbers typed in",
    ),
    "q02_labelled_files": (
        "unsorted",
        "label taken from the file's name",
        "label not a `str`",
    ),
    "q03_archetype": (
        "mean over everything",
        "mean over the pixels of each image",
    ),
    "q03_pixel_distance": (
        "signed difference",
        "mean over all axes",
        "RMSE",
    ),
    "q03_is_three": (
        "comparison the wrong way round",
        "returns distances, not booleans",
    ),
    "q04_long_words": (
        "loop with `append`",
        "`>` for `>=`",
        "filter forgotten",
    ),
    "q05_odds_doubled": (
        "tripled",
        "evens kept",
        "filtered after doubling",
    ),
    "q06_index_count": (
        "`len`",
        "number of elements",
    ),
    "q06_tensor_of_rank": (
        "axes of length 1",
        "a vector of `rank` elements",
        "a matrix of that linear-algebra rank",
    ),
    "q07_rank_and_shape": (
        "number of elements as rank",
        "first axis as rank",
    ),
    "q08_rank_from_shape": (
        "product",
        "sum",
        "first size",
    ),
    "q09_mae": (
        "signed",
        "summed",
        "`uint8` wrap-round",
    ),
    "q09_rmse": (
        "root forgotten",
        "root before the mean",
        "summed",
        "`uint8` wrap-round",
    ),
    "q09_norms": (
        "mean in place of sum",
    ),
    "q10_distances_to": (
        "a Python loop or comprehension",
    ),
    "q11_doubled_corner": (
        "`[1:][1:]`",
        "starts at 0",
        "corner of `t` instead of `doubled`",
    ),
    "q12_broadcast_shape": (
        "aligned on the left",
        "only missing axes, not axes of 1",
        "larger size taken without asking",
    ),
    "q12_pairwise_differences": (
        "transposed",
        "sign swapped",
        "loop",
    ),
    "q13_validate": (
        "mean of batch means",
        "left in eval mode",
        "dropout still on",
        "graph kept",
    ),
    "q13_best_epoch": (
        "lowest training loss",
        "last epoch",
        "counted from 1",
    ),
    "q14_sgd_step": (
        "rebinds a local name",
        "steps uphill",
        "forgets `no_grad`",
        "trips over `None`",
    ),
    "q14_fit_quadratic": (
        "gradients pile up",
        "loss recorded after the step",
        "one loss too many",
    ),
    "q15_minibatches": (
        "last batch dropped",
        "not shuffled",
        "drawn with replacement",
        "generator ignored",
    ),
    "q15_batch_gradients": (
        "gradient of the whole set each time",
        "factor 2 lost",
        "gradients pile up",
    ),
    "q16_run_sgd": (
        "init inside the loop",
        "step before gradient",
        "stop asked before the step",
        "stale predictions",
    ),
    "q17_init_params": (
        "scaled after `requires_grad_`",
        "zeros",
        "uniform",
        "generator ignored",
    ),
    "q18_mnist_loss": (
        "sigmoid forgotten",
        "targets swapped",
        "thresholded, so no gradient",
        "`.item()`",
        "`[n, 1]` against `[n]` broadcast to `[n, n]`",
    ),
    "q19_descend": (
        "gradient `x` for `2x`",
        "one position short",
    ),
    "q19_behaviour": (
        "borders off by a factor of two",
    ),
    "q20_numerical_gradient": (
        "one-sided",
        "all coordinates at once",
        "divided by `eps`",
        "changes `x`",
    ),
    "q21_gradient": (
        "flags the caller's tensor",
        "returns what `backward()` returns",
        "accumulates",
    ),
    "q22_accuracy_slope": (
        "slope of the loss instead",
        "one weight only",
    ),
    "q23_sigmoid": (
        "`exp(x)` for `exp(-x)`",
        "missing parentheses",
    ),
    "q23_sigmoid_slope": (
        "`x * (1 - x)`, which wants the sigmoid's value for `x`",
    ),
    "q24_batch_accuracy": (
        "raw activation against 0.5",
        "`[n, n]` broadcast",
        "a count",
    ),
    "q24_has_gradient": (
        "raises on a metric",
        "true for a zero gradient",
    ),
    "q25_BasicOptim": (
        "generator used up",
        "gradients never cleared",
        "rebinds",
    ),
    "q26_MiniLoader": (
        "last batch dropped",
        "spent after one pass",
        "same order each epoch",
        "inputs and labels shuffled apart",
    ),
    "q27_train_epoch": (
        "gradients pile up",
        "zeroed before the step",
        "last batch only",
    ),
    "q28_pair_up": (
        "a zip object",
        "lists for tuples",
        "indexing, which a generator has not",
    ),
    "q29_flatten_images": (
        "a copy",
        "`[n*h, w]`",
        "everything on one axis",
    ),
    "q29_flat_position": (
        "column-major",
        "sizes used for strides",
    ),
    "q30_neuron": (
        "bias after the activation",
        "no sum",
        "bias multiplied",
    ),
    "q31_fit_line": (
        "bias forgotten",
        "through the mean, not the origin",
    ),
    "q32_matmul": (
        "elementwise product",
        "`b` transposed",
    ),
    "q32_linear": (
        "`w` transposed",
        "bias per row",
    ),
    "q33_grad_after": (
        "returns what `backward()` returns",
        "zeroes",
        "gradient to the power `times`",
    ),
    "q34_train_step": (
        "gradients pile up",
        "zeroed before the step",
        "returns a tensor with its graph",
    ),
    "q35_Learner": (
        "metrics on training data",
        "eval mode left on or never on",
        "history wiped",
        "fresh weights on a second `fit`",
    ),
    "q36_training_loop": (
        "one step an epoch",
        "batch iterated twice",
        "gradients pile up",
    ),
    "q37_relu": (
        "absolute value",
        "changes `x` in place",
        "a single number from the whole tensor",
    ),
    "q37_plot_relu": (
        "positive half only",
        "range other than -2..2",
    ),
    "q38_merge_linear": (
        "product the wrong way round",
        "first bias dropped",
    ),
    "q39_functional_net": (
        "weights transposed",
        "activation after the last layer",
    ),
    "q39_module_net": (
        "not registered",
        "fresh weights",
    ),
    "q40_relu_interpolator": (
        "slopes for slope changes",
        "offset dropped",
    ),
    "q40_sawtooth": (
        "one wide layer",
        "pieces off by one",
    ),
    "c01_digit_model": (
        "a softmax at the end",
        "too many parameters",
        "wants a channel axis",
    ),
    "c01_fit_digits": (),
    "c01_confusion": (
        "transposed",
        "normalised",
    ),
}
