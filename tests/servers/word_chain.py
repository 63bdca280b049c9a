"""A language model of one megabyte, made on the spot: a chain of Dutch words in the llama format.

The state of the network is the last word and nothing else (its attention and feed-forward parts are
zero), so that the output matrix holds the odds of the next word given the last one. It speaks in
broken Dutch and knows nothing, but a real server loads it, streams it, and holds it to a schema.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

CORPUS = """
ik bel al weken over die brief. niemand belt mij terug. dat zegt iedereen.
ik wil weten waar ik aan toe ben. u bent de vijfde die ik spreek. ik heb alles al verteld.
wat gaat u eraan doen. die brief begrijp ik niet. ik wacht al zo lang. het gaat om mijn huis.
dat hoor ik niet vaak. goed dat u dat vraagt. nou dat is me wat. ik weet niet hoe dat moet.
zegt u het maar. ik heb mijn bril niet bij me. dat was vroeger anders.
"""

START, END = 1, 2
FIRST_BYTE = 3
NEVER, HARDLY = -60.0, -30.0
FORCED = -8.0
"""Of a single letter: only where a grammar asks for it."""


class Vocabulary:
    """The tokens: three marks, all bytes, all letters of ASCII, and the words."""

    def __init__(self, sentences: list[list[str]]) -> None:
        words = sorted({word for sentence in sentences for word in sentence if word != "."})
        letters = ["▁", *map(chr, range(33, 127))]
        self.texts = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
        self.first_letter = len(self.texts)
        self.texts += letters
        self.first_word = len(self.texts)
        self.texts += [f"▁{word}" for word in words]
        self.at = {text: index for index, text in enumerate(self.texts)}

    def id(self, word: str) -> int:
        """The token of a word, or of the full stop."""
        return self.at["." if word == "." else f"▁{word}"]


def odds(vocabulary: Vocabulary, sentences: list[list[str]]) -> Any:
    """The log-odds of every token after every other: `odds[last, next]`."""
    import numpy as np

    size = len(vocabulary.texts)
    table = np.full((size, size), HARDLY, np.float32)
    table[:, vocabulary.first_letter : vocabulary.first_word] = FORCED
    table[:, vocabulary.at["▁"]] = 2 * FORCED
    starts = Counter(vocabulary.id(sentence[0]) for sentence in sentences)
    for first, times in starts.items():
        table[:, first] = math.log(times / len(sentences))
    following: dict[int, Counter[int]] = defaultdict(Counter)
    for sentence in sentences:
        ids = [vocabulary.id(word) for word in sentence]
        for last, after in zip(ids, ids[1:], strict=False):
            following[last][after] += 1
    for last, counts in following.items():
        table[last, vocabulary.first_word :] = HARDLY
        for after, times in counts.items():
            table[last, after] = math.log(times / counts.total())
    stop = vocabulary.at["."]
    table[stop, END] = math.log(20)
    table[stop, vocabulary.at['"']] = math.log(3)
    table[:, FIRST_BYTE : FIRST_BYTE + 256] = NEVER
    table[:, :END] = NEVER
    return table


def write(path: Path) -> None:
    """Writes the model as a GGUF file."""
    import gguf
    import numpy as np

    sentences = [re.findall(r"[a-z]+|\.", part) for part in re.findall(r"[^.]+\.", CORPUS)]
    vocabulary = Vocabulary(sentences)
    table = odds(vocabulary, sentences)
    size = len(vocabulary.texts)
    width = size + -size % 32
    kinds = gguf.TokenType
    words = size - 3 - 256
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("word-chain")
    writer.add_context_length(24576)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(32)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_dimension_count(32)
    writer.add_key_length(32)
    writer.add_value_length(32)
    writer.add_vocab_size(size)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    writer.add_tokenizer_model("llama")
    writer.add_token_list([text.encode() for text in vocabulary.texts])
    # Longer tokens must win over their letters when a text is cut into tokens.
    writer.add_token_scores(
        [0.0] * 259
        + [-1000.0 - n for n in range(vocabulary.first_word - vocabulary.first_letter)]
        + [-n / 100 for n in range(size - vocabulary.first_word)]
    )
    writer.add_token_types(
        [kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL] + [kinds.BYTE] * 256 + [kinds.NORMAL] * words
    )
    writer.add_bos_token_id(START)
    writer.add_eos_token_id(END)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_chat_template(
        "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    )
    embedding = np.zeros((size, width), np.float16)
    embedding[np.arange(size), np.arange(size)] = 1
    output = np.zeros((size, width), np.float16)
    output[:, :size] = table.T / math.sqrt(width)
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", output)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(width, np.float32))
    for name, shape in (
        ("attn_q", (32, width)),
        ("attn_k", (32, width)),
        ("attn_v", (32, width)),
        ("attn_output", (width, 32)),
        ("ffn_gate", (32, width)),
        ("ffn_up", (32, width)),
        ("ffn_down", (width, 32)),
    ):
        writer.add_tensor(f"blk.0.{name}.weight", np.zeros(shape, np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
