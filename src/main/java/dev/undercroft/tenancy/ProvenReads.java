package dev.undercroft.tenancy;

import dev.undercroft.audit.AuditEvent;
import dev.undercroft.audit.AuditRows;
import dev.undercroft.audit.GroupCommit;
import dev.undercroft.web.EventLoop;
import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads rows and records the reads, many at once, in one statement and one commit: a row comes back only when its event is
 * durable. The statement also proves the epochs that each request was judged by; one that was judged by a state which has
 * moved on gets neither row nor event and is judged anew. A refusal goes the same way as a row, since it has to be proven
 * and recorded too. Never blocks. Thread safe.
 *
 * @param <T> a row as a door reads it
 */
public final class ProvenReads<T> implements AutoCloseable {

    /**
     * What a door reads: parts of one statement over the questions {@code q}, which have the columns {@code realm_id},
     * {@code version}, those of {@link AuditRows#NAMES}, {@code occurred_at}, and the {@link #keys}.
     */
    public interface Selection<T> {

        /**
         * What a row is found by, where it is not in the event as it is. Behind row-level security an expression in a
         * join finds nothing by an index; a column does.
         */
        default List<Column> keys() {
            return List.of();
        }

        /**
         * Joins from {@code q} to the row, {@code LEFT}, and to nothing where {@code q.code <> ''}. Each table by a whole
         * key in a {@code LATERAL} part of its own, fenced by {@code OFFSET 0}: the plan is made once, perhaps while the
         * tables are empty, and no other order of joins may seem cheaper then.
         */
        String joins();

        /** {@code WHEN ... THEN 'code'} for each reason to refuse a row, in order; the first one counts. */
        String refusals();

        /** The columns of the answer, each with a name of its own. */
        List<Column> columns();

        /** The row of the answer that the result set stands on; its columns by their names. */
        T row(ResultSet row) throws SQLException;
    }

    /** A column: an expression over what is there, and its name. */
    public record Column(String expression, String name) {

        private String definition() {
            return expression + " AS " + name;
        }
    }

    /** A caller's access and what forbids the read, as judged by one state of its realms. */
    public record Judgement(Access access, Optional<Problem> refusal) {}

    /** How a request is judged when nothing is remembered, or what was remembered has moved on. */
    @FunctionalInterface
    public interface Judge {

        /** The judgement by the database's state. */
        CompletableFuture<Judgement> anew(Access behind);
    }

    /**
     * A read to do.
     *
     * @param version of the row, where rows have versions; 0 means the current one
     * @param event what the trail will say of it
     * @param refusal the problem to answer for a code of {@link Selection#refusals}
     */
    public record Read(int version, AuditEvent event, Function<String, Problem> refusal) {}

    private record Question(Access access, int version, AuditEvent event) {}

    /** What became of a question: stale with neither, refused with a code, else with a row. */
    private record Outcome<T>(String code, T row) {}

    private static final int USUAL_LARGEST_BATCH = 128;
    private static final String STALE = "stale";
    /** More rounds than a realm can change in while one request waits, short of an attack on itself. */
    private static final int MOST_ROUNDS = 5;

    // A realm that has moved on makes its questions stale; a closed one moved on when it was closed.
    private static final String FOUND = """
            WITH asked AS MATERIALIZED (
                SELECT *, %s AS occurred_at%s
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], %s) WITH ORDINALITY
                    AS question(realm_id, epoch, home_realm_id, home_epoch, version, %s, position)),
            found AS MATERIALIZED (
                SELECT q.*, %s,
                    CASE
                        WHEN r.epoch IS DISTINCT FROM q.epoch OR h.epoch IS DISTINCT FROM q.home_epoch THEN 'stale'
                        WHEN q.code <> '' THEN q.code
                        %s
                        ELSE ''
                    END AS outcome
                FROM asked q
                LEFT JOIN realm r ON r.realm_id = q.realm_id
                LEFT JOIN realm h ON h.realm_id = q.home_realm_id
                %s),
            recorded AS (%s)
            """;
    // What a partner shares is read in the reader's trail and stands in the partner's own as well.
    private static final String RECORDED_FOR_OWNER = ", recorded_for_owner AS (%s)"
            .formatted(AuditRows.insertFrom(
                    "found WHERE outcome <> 'stale' AND realm_id <> event_realm_id", "realm_id", "outcome"));

    private final Selection<T> selection;
    private final String select;
    private final String selectShared;
    private final GroupCommit<Question, Outcome<T>> commits;

    /**
     * Reads over these connections, which span realms.
     *
     * @param name the label in metrics and thread names
     * @param mostBatches how many statements may be under way at once
     */
    public ProvenReads(
            String name, int mostBatches, Selection<T> selection, DataSource connections, MeterRegistry meters) {
        this(name, mostBatches, USUAL_LARGEST_BATCH, selection, connections, meters);
    }

    /** The same with another largest batch, for rows that are large. */
    public ProvenReads(
            String name,
            int mostBatches,
            int largestBatch,
            Selection<T> selection,
            DataSource connections,
            MeterRegistry meters) {
        this.selection = selection;
        String found = FOUND.formatted(
                AuditRows.instant("at_micros"),
                selection.keys().stream().map(key -> ", " + key.definition()).collect(Collectors.joining()),
                AuditRows.ARRAYS,
                AuditRows.NAMES,
                joined(selection, Column::definition),
                selection.refusals(),
                selection.joins(),
                AuditRows.insertFrom("found WHERE outcome <> 'stale'", "event_realm_id", "outcome"));
        String answer = "SELECT outcome, " + joined(selection, Column::name) + " FROM found ORDER BY position";
        this.select = found + answer;
        this.selectShared = found + RECORDED_FOR_OWNER + answer;
        this.commits = new GroupCommit<>(name, mostBatches, largestBatch, connections, this::run, meters);
    }

    /** The statement, with {@code ?} for its parameters; for whoever wants to see its plan. */
    public String statement() {
        return select;
    }

    private static String joined(Selection<?> selection, Function<Column, String> text) {
        return String.join(", ", selection.columns().stream().map(text).toList());
    }

    /** The row by a judgement out of memory, or the problem, which is on record. */
    public CompletionStage<T> read(Judgement judgement, Judge judge, Read read) {
        return round(judgement, judge, read, MOST_ROUNDS);
    }

    /** The same where nothing is remembered. */
    public CompletionStage<T> readJudgedAnew(Access access, Judge judge, Read read) {
        return judgedAnew(access, judge, read, MOST_ROUNDS);
    }

    private CompletionStage<T> judgedAnew(Access behind, Judge judge, Read read, int rounds) {
        return EventLoop.backTo(judge.anew(behind)).thenCompose(judgement -> round(judgement, judge, read, rounds));
    }

    private CompletionStage<T> round(Judgement judgement, Judge judge, Read read, int rounds) {
        AuditEvent event = judgement
                .refusal()
                .map(problem -> read.event().ending(problem.code().wireName()))
                .orElse(read.event());
        var question = new Question(judgement.access(), read.version(), event);
        return EventLoop.backTo(commits.submit(question)).thenCompose(outcome -> {
            if (outcome.code().isEmpty()) {
                return CompletableFuture.completedStage(outcome.row());
            }
            if (!outcome.code().equals(STALE)) {
                Problem problem =
                        judgement.refusal().orElseGet(() -> read.refusal().apply(outcome.code()));
                return CompletableFuture.failedStage(problem.onRecord());
            }
            if (rounds == 1) {
                return CompletableFuture.failedStage(new Problem(ProblemCode.SERVICE_UNAVAILABLE));
            }
            return judgedAnew(judgement.access(), judge, read, rounds - 1);
        });
    }

    private List<Outcome<T>> run(Connection connection, List<Question> questions) throws SQLException {
        boolean shared = questions.stream().anyMatch(question -> !question.access()
                .realm()
                .realmId()
                .equals(question.event().realmId()));
        try (PreparedStatement statement = connection.prepareStatement(shared ? selectShared : select)) {
            int i = 1;
            statement.setArray(i++, realmIds(connection, questions, Access::realm));
            statement.setObject(i++, epochs(questions, Access::realm));
            statement.setArray(i++, realmIds(connection, questions, Access::home));
            statement.setObject(i++, epochs(questions, Access::home));
            statement.setObject(
                    i++, questions.stream().mapToInt(Question::version).toArray());
            AuditRows.bind(statement, i, questions.stream().map(Question::event).toList());
            try (ResultSet rows = statement.executeQuery()) {
                var outcomes = new ArrayList<Outcome<T>>(questions.size());
                while (rows.next()) {
                    String code = rows.getString(1);
                    outcomes.add(new Outcome<>(code, code.isEmpty() ? selection.row(rows) : null));
                }
                return outcomes;
            }
        }
    }

    private static Array realmIds(Connection connection, List<Question> questions, Function<Access, RealmState> which)
            throws SQLException {
        return connection.createArrayOf(
                "text",
                questions.stream()
                        .map(question -> which.apply(question.access()).realmId())
                        .toArray(String[]::new));
    }

    private static long[] epochs(List<Question> questions, Function<Access, RealmState> which) {
        return questions.stream()
                .mapToLong(question -> which.apply(question.access()).epoch())
                .toArray();
    }

    /** Lets the reads under way end; at most ten seconds. */
    @Override
    public void close() {
        commits.close();
    }
}
