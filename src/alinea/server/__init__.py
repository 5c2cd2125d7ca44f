"""The library over HTTP: `api` for programs, `web` for people; both ask `library` and print what it answers."""
