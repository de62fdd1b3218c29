"""Verbs that write: noting what changed (`notes`), telling the engines (`changements`), counting what is not found (`manques`)."""
