package dev.undercroft.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.undercroft.web.Problem;
import dev.undercroft.web.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests share one statement; each gets its own answer, and an outage none. */
@Timeout(60)
class GroupCommitTest {

    private final CountDownLatch gate = new CountDownLatch(1);
    private GroupCommit<Integer, Integer> commits;

    @AfterEach
    void close() {
        gate.countDown();
        commits.close();
    }

    private void commitWith(GroupCommit.Batch<Integer, Integer> batch) {
        commits = new GroupCommit<>("test", connections(), batch, new SimpleMeterRegistry());
    }

    @Test
    void everyQuestionGetsItsOwnAnswer() {
        commitWith((connection, questions) ->
                questions.stream().map(question -> question * 2).toList());

        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 2000).mapToObj(commits::submit).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo(i * 2);
        }
    }

    @Test
    void whatWaitsTogetherSharesAStatement() {
        List<Integer> sizes = new ArrayList<>();
        commitWith((connection, questions) -> {
            await(gate);
            synchronized (sizes) {
                sizes.add(questions.size());
            }
            return questions;
        });
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 20).mapToObj(commits::submit).toList();

        gate.countDown();
        answers.forEach(CompletableFuture::join);

        assertThat(sizes).hasSizeLessThanOrEqualTo(2);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
    }

    private static void assertUnavailable(CompletableFuture<Integer> answer) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.SERVICE_UNAVAILABLE));
    }

    /** Twenty questions, of which all but the first wait together while the gate is shut. */
    private List<CompletableFuture<Integer>> twenty() {
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 20).mapToObj(commits::submit).toList();
        gate.countDown();
        return answers;
    }

    @Test
    void anOutageAnswersNobodyOfTheBatchAndIsTriedOnce() {
        AtomicInteger tries = new AtomicInteger();
        commitWith((connection, questions) -> {
            await(gate);
            if (questions.contains(19)) {
                tries.incrementAndGet();
                throw new SQLException("could not extend file", "53100");
            }
            return questions;
        });

        List<CompletableFuture<Integer>> answers = twenty();

        assertUnavailable(answers.get(19));
        assertUnavailable(answers.get(18));
        assertThat(tries).hasValue(1);
        assertThat(commits.submit(2).join()).isEqualTo(2);
    }

    @Test
    void oneQuestionAtFaultFailsAlone() {
        commitWith((connection, questions) -> {
            await(gate);
            if (questions.contains(7)) {
                throw new SQLException("invalid byte sequence", "22021");
            }
            return questions;
        });

        List<CompletableFuture<Integer>> answers = twenty();

        assertUnavailable(answers.get(7));
        for (int i = 0; i < answers.size(); i++) {
            if (i != 7) {
                assertThat(answers.get(i).join()).isEqualTo(i);
            }
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndKeepsWhatWaits() {
        commitWith((connection, questions) -> {
            await(gate);
            return questions;
        });
        List<CompletableFuture<Integer>> taken = new ArrayList<>();
        CompletableFuture<Integer> refused = commits.submit(0);
        while (!refused.isCompletedExceptionally()) {
            taken.add(refused);
            refused = commits.submit(taken.size());
        }

        assertThatThrownBy(refused::join).cause().isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                        problem.code())
                .isEqualTo(ProblemCode.SERVICE_UNAVAILABLE));
        gate.countDown();
        for (int i = 0; i < taken.size(); i++) {
            assertThat(taken.get(i).join()).isEqualTo(i);
        }
    }

    @Test
    void closingLetsWhatWaitsEndAndRefusesWhatComesLater() throws InterruptedException {
        commitWith((connection, questions) -> {
            await(gate);
            return questions;
        });
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 300).mapToObj(commits::submit).toList();
        Thread closing = new Thread(commits::close);

        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        gate.countDown();
        closing.join();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThatThrownBy(() -> commits.submit(1).join()).cause().isInstanceOf(Problem.class);
    }

    @Test
    void aBatchThatAnswersTooFewAnswersNobody() {
        commitWith((connection, questions) -> List.of());

        assertThatThrownBy(() -> commits.submit(1).join()).cause().isInstanceOf(Problem.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Connections that can be opened and closed; the batches of these tests ask nothing of them. */
    private static DataSource connections() {
        Connection connection = (Connection) Proxy.newProxyInstance(
                GroupCommitTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
        return (DataSource) Proxy.newProxyInstance(
                GroupCommitTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }
}
