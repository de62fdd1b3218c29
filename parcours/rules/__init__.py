"""What the city decides of routes: lengths, times, the place of stops on the line, where it leads next. Pure."""
