"""The world that robots move in: mats, simulated robots, traces and goals."""
