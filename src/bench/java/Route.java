import java.util.Arrays;

/** What is asked of the service. */
enum Route {
    VERSION("version", "`GET /v1/version`: no authentication", DataSet.SMALL),
    WHOAMI("whoami", "`GET /v1/auth/whoami`: token and realm", DataSet.SMALL),
    READ("read", "`GET /v1/secrets/{path}`: token, realm, scope, policy, audit, sealing", DataSet.SMALL),
    WRITE("write", "`PUT /v1/secrets/{path}`: a new version", DataSet.SMALL),
    READ_BIG("read-big", "`GET /v1/secrets/{path}`, big data", DataSet.BIG);

    private final String title;
    private final String description;
    private final DataSet data;

    Route(String title, String description, DataSet data) {
        this.title = title;
        this.description = description;
        this.data = data;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    DataSet data() {
        return data;
    }

    static Route named(String title) {
        return Arrays.stream(values())
                .filter(route -> route.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no route " + title));
    }
}
