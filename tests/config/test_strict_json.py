from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import strict_json
from config.errors import Invalid


def nested(levels: int, core: str = "") -> bytes:
    return ("[" * levels + core + "]" * levels).encode()


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "invalid_json", "empty"),
        (b'{"a": 1', "invalid_json", "character 7"),
        (b"[1,]", "invalid_json", "trailing comma"),
        (b"{'a': 1}", "invalid_json", "character 1"),
        (b'{"a": NaN}', "invalid_json", "character 6"),
        (b'{"a": -Infinity}', "invalid_json", "character 7"),
        (b"[1e999]", "invalid_json", "infinity"),
        (b'"\\ud800"', "invalid_json", "surrogate"),
        (b'"\xed\xa0\x80"', "invalid_json", "UTF-8"),
        (b'"\xff"', "invalid_json", "UTF-8"),
        (b"\xef\xbb\xbf{}", "invalid_json", "BOM"),
        (b'"a\x00b"', "invalid_json", "control character"),
        (b'["a\\u0000b"]', "nul_character", "NUL"),
        (b'{"a\\u0000b": {}}', "nul_character", "NUL"),
        (b'{"a": 1, "a": 1}', "duplicate_key", "“a”"),
        (b'{"a": 1, "\\u0061": 2}', "duplicate_key", "“a”"),
        (b'[{"b": {"c": 1, "d": 2, "c": 3}}]', "duplicate_key", "“c”"),
        (b"[18446744073709551616]", "number_too_long", "64 bits"),
        (b'{"a": 1, "b": -9223372036854775809}', "number_too_long", "-9223372036854775809"),
        (b'{"a": 1, "b": ' + b"7" * 300 + b"}", "number_too_long", "777"),
        (b"[" + b"7" * 5000 + b"]", "invalid_json", "infinity"),
        (nested(65), "too_deep", "64"),
        (nested(65, "1"), "too_deep", "64"),
        (nested(2000), "invalid_json", "depth"),
    ],
)
def test_what_is_not_clean_is_refused_with_what_is_wrong(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        strict_json.loads(data)
    assert (refused.value.code, refused.value.status) == (code, 400)
    assert said in refused.value.detail


@pytest.mark.parametrize(
    "data",
    [
        nested(64, "1"),
        b'{"a": {"c": 1}, "b": {"c": 2}}',
        b'"\\\\u0000 is how NUL is written"',
        b"[18446744073709551615, -9223372036854775808]",
        b'{"1234567890123456789012": "twelve", "b": 1.2345678901234567890123}',
    ],
)
def test_what_only_looks_unclean_is_taken_as_it_is(data: bytes) -> None:
    assert strict_json.loads(data) == json.loads(data)


def test_a_duplicate_key_of_any_length_is_named_in_short() -> None:
    key = b'"' + b"k" * 5000 + b'"'
    with pytest.raises(Invalid) as refused:
        strict_json.loads(b"{" + key + b": 1, " + key + b": 2}")
    assert len(refused.value.detail) < 200


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, ascii_only=st.booleans(), indent=st.sampled_from([None, 2]))
def test_every_clean_value_comes_back_equal(value: Any, ascii_only: bool, indent: int | None) -> None:
    sent = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert strict_json.loads(sent) == value


@given(value=VALUES)
def test_the_canonical_form_says_the_same_and_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    assert strict_json.loads(strict_json.dumps(value)) == value
    assert strict_json.dumps(reordered(value)) == strict_json.dumps(value)
    assert strict_json.sha256(reordered(value)) == strict_json.sha256(value)


def reordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(item) for item in value] if isinstance(value, list) else value
