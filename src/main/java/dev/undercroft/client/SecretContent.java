package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a secret says, its payload as JSON, so that members which this client does not know survive a change. Nobody
 * changes the payload in place.
 *
 * @param description {@code ""} for none
 */
record SecretContent(String name, String description, ObjectNode payload) {

    /** Without the payload. */
    @Override
    public String toString() {
        return "SecretContent[name=" + name + ", payload=hidden]";
    }
}
