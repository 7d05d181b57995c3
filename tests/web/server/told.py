"""A line to screens and gateways that leads nowhere."""


class Told:
    """Keeps what leaves by it: `commands` to gateways, `screens` what each was told."""

    def __init__(self):
        self.commands = []
        self.followed = []
        self.screens = {}

    def tell(self, to, message):
        for screen in to:
            self.screens.setdefault(screen, []).append(message)

    def command(self, connection, message):
        self.commands.append((connection, message))

    def follow(self, connection, run):
        self.followed.append((connection, run))

    def unfollow(self, run):
        pass

    def unfollow_others(self, connection, runs):
        self.followed = [(at, run) for at, run in self.followed if at != connection or run in runs]

    def is_busy(self, connection):
        return False

    def is_slow(self, connection):
        return False
