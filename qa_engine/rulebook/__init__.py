"""Rules in YAML to a checked rulebook; every mistake named by file, rule and field."""

from qa_engine.rulebook.load import Pack, Rulebook, default_folder, load, rule_folders
from qa_engine.rulebook.model import Rule

__all__ = ["Pack", "Rule", "Rulebook", "default_folder", "load", "rule_folders"]
