"""What is typed in this language."""

from config.formats import HEURES, JOURS, MOMENTS

DATE_INPUT_FORMATS = JOURS
TIME_INPUT_FORMATS = HEURES
DATETIME_INPUT_FORMATS = MOMENTS
