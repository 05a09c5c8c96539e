"""Who reads the releases: this process, several processes of this machine, or a cluster; the same results from each."""
