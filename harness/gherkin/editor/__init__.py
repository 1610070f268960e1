"""What the official Cucumber extension of VS Code needs to know the steps: its settings, and files that it can read."""

from harness.gherkin.editor.modules import NoSuchModule
from harness.gherkin.editor.sentences import Misread, UnreadableModule
from harness.gherkin.editor.setup import COPIES, EXTENSION, ByHand, Change, Setup, prepare

__all__ = ["COPIES", "EXTENSION", "ByHand", "Change", "Misread", "NoSuchModule", "Setup", "UnreadableModule", "prepare"]
