/** The text of {@code --help}, which the script runs as it stands. */
final class Usage {

    private static final String TEXT = """
            Usage: src/bench/run [options]
              --seconds N           measured time of a point in one round (default 5)
              --warmup N            seconds of load before it (default 2)
              --first-load N        seconds of load on each route before the first round (default 20)
              --rounds N            how often each point is measured, in shuffled order (default 3)
              --connections N,...   closed loops at the same time (default 1,16,64)
              --routes NAME,...     of version, whoami, read, write, read-big, reveal-10, reveal-10000,
                                    list-10, list-10000, resolve, create, ciphertext, unlock
                                    (default all)
              --limit N             minutes after which the run is broken off (default 30)
              --quick               a try in a minute and a half: --seconds 1 --first-load 2 --warmup 1
                                    --rounds 1, without read-big, reveal-10000 and list-10000
              --help                this text
            Environment: BENCH_JAR, a quarkus-run.jar to measure instead of packaging this tree;
            BENCH_JAVA_OPTS, options for the service's JVM; TMPDIR, where the data goes: on a disk, not in memory.
            Exit code 1: a request was answered with something other than 2xx, or the run broke off; 2: wrong options.
            """;

    private Usage() {}

    public static void main(String[] arguments) {
        System.out.print(TEXT);
    }
}
