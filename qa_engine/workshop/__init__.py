"""The rule workshop: run a pack's examples, try a rule on a text, see what a change would do, compare packs, write rule pages."""
