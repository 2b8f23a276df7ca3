package dev.undercroft.web;

import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is gone, full or restarting from a fault of ours. */
public final class Outage {

    // Classes of PostgreSQL's SQLSTATE: connection, transaction rollback (serialisation, deadlock), insufficient
    // resources (disk, memory, connections), operator intervention (shutdown), system error (I/O).
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Outage() {}

    /** Whether the failure is the database's state, which a later retry may find mended. */
    public static boolean causedBy(Throwable thrown) {
        return Causes.first(SQLException.class, thrown)
                .map(sql -> isPassing(sql) || isPoolTimeout(sql))
                .orElse(false);
    }

    /** What may be logged of it: the type and SQLSTATE, never a message, which can quote values. */
    public static String summary(Throwable thrown) {
        return Causes.first(SQLException.class, thrown)
                .map(sql -> sql.getClass().getSimpleName() + ", SQLSTATE " + sql.getSQLState())
                .orElseGet(() -> thrown.getClass().getSimpleName());
    }

    private static boolean isPassing(SQLException sql) {
        String state = sql.getSQLState();
        if (LOCK_NOT_AVAILABLE.equals(state)) {
            return true;
        }
        return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }

    // Agroal gives the time-out of its pool no state.
    private static boolean isPoolTimeout(SQLException sql) {
        return sql.getSQLState() == null;
    }
}
