"""`manage.py publish_scheduled_pages`: the former name of `publish_scheduled`."""

from socle.management.commands.publish_scheduled import Command

__all__ = ["Command"]
