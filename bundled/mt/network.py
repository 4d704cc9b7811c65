"""The network in plain PyTorch, shaped as CTranslate2's Transformer: pre-norm, sinusoidal, ReLU."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    vocabulary: int
    width: int = 192
    inner: int = 768
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 2
    positions: int = 1024


def sinusoids(positions: int, width: int) -> Tensor:
    """Return the position table, [positions, width]: sines first, then cosines."""
    steps = math.log(10_000) / (width // 2 - 1)
    rates = torch.exp(torch.arange(width // 2) * -steps)
    angles = torch.arange(positions)[:, None] * rates[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):
    """Attention with its norm in front; `across` reads its keys and values from elsewhere."""

    def __init__(self, shape: Shape, across: bool = False) -> None:
        super().__init__()
        width = shape.width
        self.heads, self.across = shape.heads, across
        self.norm = nn.LayerNorm(width)
        self.into = nn.Linear(width, width if across else 3 * width)
        self.memory = nn.Linear(width, 2 * width) if across else None
        self.out = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None,
        causal: bool = False,
    ) -> Tensor:  # fmt: skip
        projected = self.into(self.norm(x))
        if self.memory is None or memory is None:
            query, key, value = projected.chunk(3, dim=-1)
        else:
            query, (key, value) = projected, self.memory(memory).chunk(2, dim=-1)
        parts = [self._heads(part) for part in (query, key, value)]
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask, is_causal=causal)
        return self.out(mixed.transpose(1, 2).flatten(2))

    def _heads(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Feed(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(functional.relu(self.up(self.norm(x))))


class Layer(nn.Module):
    def __init__(self, shape: Shape, decoding: bool) -> None:
        super().__init__()
        self.own = Attention(shape)
        self.other = Attention(shape, across=True) if decoding else None
        self.feed = Feed(shape)


class Network(nn.Module):
    """Encoder and decoder with one table of embeddings, which also makes the output."""

    def __init__(self, shape: Shape, dropout: float = 0.05) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.register_buffer("table", sinusoids(shape.positions, shape.width))
        self.encoder = nn.ModuleList(Layer(shape, False) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, True) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Return the logits after each target token, [batch, target, vocabulary]."""
        mask = (source != 0)[:, None, None, :]
        return self.decode(target, self.encode(source, mask), mask)

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        x = self._embedded(source)
        for layer in self.encoder:
            x = x + self.drop(layer.own(x, mask=mask))
            x = x + self.drop(layer.feed(x))
        return self.encoder_norm(x)

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        x = self._embedded(target)
        for layer in self.decoder:
            x = x + self.drop(layer.own(x, causal=True))
            x = x + self.drop(layer.other(x, memory=memory, mask=mask))
            x = x + self.drop(layer.feed(x))
        return functional.linear(self.decoder_norm(x), self.embedding.weight)

    def _embedded(self, tokens: Tensor) -> Tensor:
        scaled = self.embedding(tokens) * self.shape.width**0.5
        return self.drop(scaled + self.table[: tokens.shape[1]])
