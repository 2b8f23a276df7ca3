package dev.undercroft.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's configuration, all of it on its command line, so that no file has to be kept in step. Immutable. */
record Settings(Map<String, String> values) {

    private static final long MEBIBYTE = 1 << 20;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 1024;

    static Settings with(Map<String, String> extra) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("listen_addresses", "127.0.0.1");
        // A socket in a shared directory would be one more door.
        values.put("unix_socket_directories", "");
        values.put("password_encryption", "scram-sha-256");
        values.put("fsync", "on");
        values.put("full_page_writes", "on");
        values.put("synchronous_commit", "on");
        values.put("max_connections", "100");
        values.put("shared_buffers", sharedBuffersMebibytes() + "MB");
        values.put("timezone", "UTC");
        values.put("log_timezone", "UTC");
        values.put("log_destination", "stderr");
        values.put("logging_collector", "off");
        // Statements, parameters and the detail of errors carry passwords and values of rows: none may reach the log.
        values.put("log_statement", "none");
        values.put("log_min_error_statement", "panic");
        values.put("log_min_duration_statement", "-1");
        values.put("log_parameter_max_length", "0");
        values.put("log_parameter_max_length_on_error", "0");
        values.put("log_error_verbosity", "terse");
        extra.forEach((name, value) -> {
            if (!name.matches("[a-z][a-z0-9_.]*") || name.equals("port")) {
                throw new IllegalArgumentException("not a setting to choose: " + name);
            }
            values.put(name, value);
        });
        return new Settings(Map.copyOf(values));
    }

    /** An eighth of the memory, within what is of use; pages that nobody asks for take none. */
    private static long sharedBuffersMebibytes() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(LEAST_BUFFERS, Math.min(MOST_BUFFERS, memory / MEBIBYTE / 8));
    }

    List<String> arguments(int port) {
        List<String> arguments = new ArrayList<>();
        // In one order: a live server is recognised as ours by the same command line.
        values.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(setting -> {
            arguments.add("-c");
            arguments.add(setting.getKey() + "=" + setting.getValue());
        });
        arguments.add("-c");
        arguments.add("port=" + port);
        return arguments;
    }
}
