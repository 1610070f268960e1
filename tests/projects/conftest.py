"""The folders here are somebody's projects: only their copies, in temporary folders, are ever collected."""

collect_ignore_glob = ["*/*"]
