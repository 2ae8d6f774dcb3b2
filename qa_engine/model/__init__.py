"""The frozen data that pass from room to room."""
