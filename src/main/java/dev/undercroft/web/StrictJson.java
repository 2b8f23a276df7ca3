package dev.undercroft.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Reads JSON without guessing: unknown and repeated names, trailing text and values of another type are refused, and
 * numbers keep every digit that they came with.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));
        refuseOtherTypesAs(mapper, LogicalType.Textual);
        refuseOtherTypesAs(mapper, LogicalType.Integer);
        refuseOtherTypesAs(mapper, LogicalType.Boolean);
    }

    private static void refuseOtherTypesAs(ObjectMapper mapper, LogicalType type) {
        var coercion = mapper.coercionConfigFor(type);
        for (CoercionInputShape shape : new CoercionInputShape[] {
            CoercionInputShape.Integer,
            CoercionInputShape.Float,
            CoercionInputShape.Boolean,
            CoercionInputShape.String,
            CoercionInputShape.EmptyString
        }) {
            coercion.setCoercion(shape, CoercionAction.Fail);
        }
    }
}
