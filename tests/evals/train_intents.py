"""Makes ``agent_service/interpret/intent_weights.bin`` from the labelled messages in this folder.

    uv run --with scikit-learn python -m tests.evals.train_intents

Every message counts once with its state and the number of options that waited. The development set of the evaluation
stays out, and so do held-out sentences.
"""

import json
import sys
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from agent_service.interpret.intent_classifier import WEIGHTS, bucket, features
from tests.evals.messages import Labelled, digest, labelled

BUCKETS = 1 << 14
STRENGTH = 30.0


def main() -> int:
    """Write the weights and say how well they fit."""
    messages = labelled()
    intents = [message.intent for message in messages]
    rows = _rows(messages)
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(rows, intents)
    scale = float(np.abs(model.coef_).max()) / 127
    table = np.rint(model.coef_ / scale).astype(np.int8).T
    about = {
        "intents": [str(name) for name in model.classes_],
        "buckets": BUCKETS,
        "scale": scale,
        "intercepts": [round(float(each), 6) for each in model.intercept_],
        "messages": len(messages),
        "made_from": digest(messages),
    }
    WEIGHTS.write_bytes(json.dumps(about).encode() + b"\n" + np.ascontiguousarray(table).tobytes())
    print(f"{WEIGHTS.name}: {len(messages)} messages, {model.score(rows, intents):.1%} of them as labelled")
    return 0


def _rows(messages: list[Labelled]) -> csr_matrix:
    places = [(row, column) for row, message in enumerate(messages) for column in _columns(message)]
    height, width = zip(*places, strict=True)
    return normalize(csr_matrix((np.ones(len(places)), (height, width)), shape=(len(messages), BUCKETS)))


def _columns(message: Labelled) -> Iterator[int]:
    return (bucket(feature, BUCKETS) for feature in features(message.text, message.state, message.options))


if __name__ == "__main__":
    sys.exit(main())
