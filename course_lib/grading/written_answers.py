"""Written answers as students give them: to the point, half right, beside the point."""

_ANSWERS = {
    "q02": (
        "So that everybody measures on the same images. The validation images are never used for training, so the "
        "accuracy on them tells how the model does on images it has not seen, and people can compare their results.",
        "Because then you have one part for training and one for testing.",
        "The computer is faster when there are fewer files in a folder.",
    ),
    "q03": (
        "You average all 3s and all 7s to get an ideal 3 and an ideal 7. A new image is compared with both, pixel by "
        "pixel, and the smaller mean difference wins. It sees only positions: a 3 moved to the side is far from both.",
        "It takes the mean of the threes and looks whether the image is closer to it.",
        "The network learns the weights of the pixels with gradient descent.",
    ),
}
_ANY = (
    "I tried it in the cell above and changed one thing at a time. What I saw fits the explanation: the result changes "
    "exactly where the text says it would, and nowhere else.",
    "I think it is because of what the text above says.",
    "I don't know.",
)


def written_answers(question: str) -> tuple[str, ...]:
    """Three sample answers to a question's prose part, the best first."""
    return _ANSWERS.get(question, _ANY)
