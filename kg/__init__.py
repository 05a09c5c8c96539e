"""Digital cooperation between countries: from public releases to a knowledge graph.

The data move in one direction, and the folders are named after the stations:
harvest (by its own command), then release -> text -> mentions -> facts -> entities -> graph -> questions, page.
`kg.pipeline` is the one module that knows the order.
"""

__version__ = "0.1.0"
