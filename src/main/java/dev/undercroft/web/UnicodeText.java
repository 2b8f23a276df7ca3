package dev.undercroft.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that the database keeps as it is: whole Unicode characters without U+0000. Null is valid. */
@Constraint(validatedBy = UnicodeText.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface UnicodeText {

    String RULE = "must be whole Unicode characters without U+0000.";

    /** What to say of another text. */
    String message() default RULE;

    /** As every constraint. */
    Class<?>[] groups() default {};

    /** As every constraint. */
    Class<? extends Payload>[] payload() default {};

    /** The rule; stateless and thread safe. */
    final class Check implements ConstraintValidator<UnicodeText, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null || holds(text);
        }

        /** Whether a text is one. */
        public static boolean holds(String text) {
            return text.codePoints()
                    .noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }
}
