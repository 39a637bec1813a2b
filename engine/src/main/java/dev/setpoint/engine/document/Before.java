package dev.setpoint.engine.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** The tokens before a problem, as far as they explain it. */
final class Before {

    private final Deque<Token> open = new ArrayDeque<>();
    private Optional<Token> last = Optional.empty();
    private Optional<Token> closed = Optional.empty();
    private Optional<ScalarToken> scalar = Optional.empty();

    /** Reads the text anew up to the problem. */
    static Before of(Mark problem) {
        var before = new Before();
        var buffer = problem.getBuffer();
        var scanner = new ScannerImpl(new TextReader(new String(buffer, 0, buffer.length)), new LoaderOptions());
        try {
            while (!scanner.checkToken(Token.ID.StreamEnd)
                    && scanner.peekToken().getStartMark().getIndex() < problem.getIndex()) {
                before.pass(scanner.getToken());
            }
        } catch (YAMLException reached) {
            // The scanner fails where it failed before: all that precedes the problem has been seen.
        }
        return before;
    }

    private void pass(Token token) {
        closed = Optional.empty();
        switch (token.getTokenId()) {
            case FlowMappingStart, FlowSequenceStart -> open.push(token);
            case FlowMappingEnd, FlowSequenceEnd -> closed = Optional.ofNullable(open.poll());
            case Scalar -> scalar = Optional.of((ScalarToken) token);
            default -> {}
        }
        if (token.getStartMark().getIndex() < token.getEndMark().getIndex()) {
            last = Optional.of(token);
        }
    }

    boolean inBrackets() {
        return !open.isEmpty();
    }

    /** Returns the opening bracket of the collection that contains the problem. */
    Optional<Mark> bracket() {
        return Optional.ofNullable(open.peek()).map(Token::getStartMark);
    }

    /** Returns the beginning of the collection that ends just before the problem. */
    Optional<Mark> closed() {
        return closed.map(Token::getStartMark);
    }

    /** The last scalar, whatever came after it. */
    Optional<ScalarToken> scalar() {
        return scalar;
    }

    /** The end of the token just before the problem. */
    Optional<Mark> end() {
        return last.map(Token::getEndMark);
    }

    /** The scalar just before the problem, when it is in quotes. */
    Optional<ScalarToken> quoted() {
        return scalar.filter(token -> last.filter(l -> l == token).isPresent())
                .filter(token -> switch (token.getStyle()) {
                    case DOUBLE_QUOTED, SINGLE_QUOTED -> true;
                    case PLAIN, LITERAL, FOLDED, JSON_SCALAR_STYLE -> false;
                });
    }
}
