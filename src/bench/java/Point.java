/** One line of the table. */
record Point(Route route, int connections) {

    @Override
    public String toString() {
        return route.title() + " at " + connections;
    }
}
