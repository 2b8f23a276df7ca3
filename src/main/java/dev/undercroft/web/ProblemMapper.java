package dev.undercroft.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever was thrown into the answer of the door that was asked. Non-blocking. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @Inject
    RequestFacts facts;

    @Inject
    Dialects dialects;

    @Inject
    Instance<RefusalListener> listeners;

    @ServerExceptionMapper
    public Uni<Response> problem(Problem problem) {
        return answer(problem);
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class
    })
    public Uni<Response> notAllowed(SecurityException thrown) {
        return answer(Causes.problem(thrown)
                .orElseGet(() -> new Problem(
                        thrown instanceof ForbiddenException
                                ? ProblemCode.FORBIDDEN
                                : thrown instanceof UnauthorizedException
                                        ? ProblemCode.AUTHENTICATION_REQUIRED
                                        : ProblemCode.TOKEN_INVALID)));
    }

    @ServerExceptionMapper
    public Uni<Response> violated(ConstraintViolationException thrown) {
        return answer(BadBody.violations(thrown));
    }

    // Quarkus has a mapper of its own for these, which repeats values in development and says nothing in production.
    @ServerExceptionMapper
    public Uni<Response> mismatched(MismatchedInputException thrown) {
        return answer(BadBody.unreadable(thrown).orElseThrow());
    }

    @ServerExceptionMapper
    public Uni<Response> fromThePlatform(WebApplicationException thrown) {
        return answer(BadBody.unreadable(thrown).orElseGet(() -> ofStatus(thrown)));
    }

    @ServerExceptionMapper
    public Uni<Response> anythingElse(Throwable thrown) {
        var known = Causes.problem(thrown).or(() -> BadBody.unreadable(thrown));
        if (known.isPresent()) {
            return answer(known.get());
        }
        if (Causes.first(SQLException.class, thrown)
                .filter(ProblemMapper::isOfNoText)
                .isPresent()) {
            return answer(
                    new Problem(ProblemCode.INVALID_REQUEST, "The request holds the character U+0000; leave it out."));
        }
        if (Outage.causedBy(thrown)) {
            LOG.warnf("request %s: the database can't be used now: %s", facts.requestId(), Outage.summary(thrown));
            return answer(new Problem(ProblemCode.SERVICE_UNAVAILABLE));
        }
        LOG.errorf(thrown, "request %s failed", facts.requestId());
        return answer(new Problem(ProblemCode.INTERNAL_ERROR));
    }

    /** PostgreSQL's texts hold every character but U+0000 (SQLSTATE "character not in repertoire"). */
    private static boolean isOfNoText(SQLException thrown) {
        return "22021".equals(thrown.getSQLState());
    }

    private static Problem ofStatus(WebApplicationException thrown) {
        int status = thrown.getResponse().getStatus();
        return switch (status) {
            case 404 -> new Problem(ProblemCode.NOT_FOUND);
            case 405 -> new Problem(ProblemCode.METHOD_NOT_ALLOWED);
            case 406 -> new Problem(ProblemCode.NOT_ACCEPTABLE);
            case 413 -> new Problem(ProblemCode.PAYLOAD_TOO_LARGE);
            case 415 -> new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            default -> new Problem(status < 500 ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR);
        };
    }

    private Uni<Response> answer(Problem problem) {
        Uni<Problem> recorded = Uni.createFrom().item(problem);
        for (RefusalListener listener : listeners) {
            recorded = recorded.chain(listener::refused);
        }
        return recorded.map(this::write).onFailure().recoverWithItem(failed -> {
            LOG.warnf("request %s: the refusal is not on record: %s", facts.requestId(), Outage.summary(failed));
            return write(new Problem(ProblemCode.SERVICE_UNAVAILABLE));
        });
    }

    private Response write(Problem problem) {
        Dialects.Answer written = dialects.answer(problem, facts.path(), facts.requestId());
        Response.ResponseBuilder answer = Response.status(written.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(written.body());
        written.headers().forEach(answer::header);
        if (problem.code().status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(problem.code()));
        } else if (problem.code().status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        } else if (problem.code() == ProblemCode.RATE_LIMITED) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.details().getOrDefault("retry_after_seconds", 1));
        }
        return answer.build();
    }

    // RFC 6750, section 3: no error code when the request brought no token at all.
    private static String challenge(ProblemCode code) {
        return code == ProblemCode.AUTHENTICATION_REQUIRED ? "Bearer" : "Bearer error=\"invalid_token\"";
    }
}
