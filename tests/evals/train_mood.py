"""Makes ``agent_service/interpret/mood_weights.bin`` from the labelled messages in this folder.

    uv run --with scikit-learn python -m tests.evals.train_mood

It prints how well five folds do that were each left out once: the figures to choose features and the threshold by.
"""

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from agent_service.interpret.intent_classifier import bucket
from agent_service.interpret.mood_classifier import ANGRY, WEIGHTS, mood_features
from tests.evals.messages import Mood, digest, moods

BUCKETS = 1 << 13
STRENGTH = 5.0


def main() -> int:
    """Write the weights and say how well they do."""
    messages = moods()
    rows, angry = _rows(messages), [message.frustrated for message in messages]
    model = LogisticRegression(C=STRENGTH, max_iter=400)
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    left_out = cross_val_predict(model, rows, angry, cv=folds, method="predict_proba")[:, 1] >= ANGRY
    weights = model.fit(rows, angry).coef_[0]
    scale = float(np.abs(weights).max()) / 127
    about = {
        "buckets": BUCKETS,
        "scale": scale,
        "intercept": round(float(model.intercept_[0]), 6),
        "messages": len(messages),
        "made_from": digest(messages),
    }
    WEIGHTS.write_bytes(json.dumps(about).encode() + b"\n" + np.rint(weights / scale).astype(np.int8).tobytes())
    print(
        f"{WEIGHTS.name}: {len(messages)} messages, {sum(angry)} angry; F1 of the folds {f1_score(angry, left_out):.3f}"
    )
    return 0


def _rows(messages: list[Mood]) -> csr_matrix:
    places = [
        (row, bucket(name, BUCKETS), value)
        for row, message in enumerate(messages)
        for name, value in mood_features(message.text)
    ]
    height, width, values = zip(*places, strict=True)
    return csr_matrix((values, (height, width)), shape=(len(messages), BUCKETS))


if __name__ == "__main__":
    sys.exit(main())
