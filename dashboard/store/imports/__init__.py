"""The record of imports: events of datasets in, each import whole or not at all; never edited.

The folder ``imports`` of a store has a folder for each import, numbered in the order they came:

``import.json``       what was imported, when, and the counts (``entry.Imported``)
``rows.parquet``      events that were new or changed, with the digest of each (``rows.STORED``)
``replaced.parquet``  events whose earlier row no longer holds, as it was changed or withdrawn
``changes.parquet``   for people: what changed, before and after (``changes.CHANGES``)
``actors.parquet``    actor ids by the names of participants
``refused.csv``       rows that were left out, if there were any

A row holds until a later import lists its event as replaced. What did not change is not written
again.
"""

from dashboard.store.imports.entry import Imported
from dashboard.store.imports.record import Imports, Part
from dashboard.store.imports.staged import Import

__all__ = ["Import", "Imported", "Imports", "Part"]
