package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static JsonNode data(String page) throws Exception {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void labels_are_text_and_nothing_is_fetched() throws Exception {
        String evil = "</script><script>alert(1)</script>";
        Path input = TestFiles.write(
                folder.resolve("t.csv"),
                "who,day,n\n" + evil
                        + ",2013-01-01,3\n/*LIBRARY*/,2013-01-02,5\nbob & co,2013-01-03,2\nbob & co,2013-01-01,1\n");
        Path page = folder.resolve("page.html");
        Running fit = Running.of(
                "fit",
                "--input",
                input,
                "--columns",
                "who,day",
                "--value",
                "n",
                "--output",
                folder.resolve("m"),
                "--rank",
                2,
                "--loss",
                "poisson",
                "--unlisted",
                "zero",
                "--report",
                page);
        assertThat(fit.code()).as(fit.err()).isZero();
        String html = Files.readString(page);
        assertThat(html).doesNotContain(evil, "sourceMappingURL").contains("default-src 'none'");
        // The data, the library, the page's own: a label opens no further one.
        assertThat(html.split("<script").length - 1).isEqualTo(3);
        assertThat(html.replaceAll("https?://(www\\.)?(chartjs\\.org|w3\\.org|github\\.com)[^\\s\"']*", ""))
                .doesNotContain("src=\"http", "href=\"http");
        JsonNode json = data(html);
        assertThat(json.get("modes").get(0).get("kind").asText()).isEqualTo("CATEGORIES");
        assertThat(json.get("modes").get(1).get("kind").asText()).isEqualTo("ORDERED");
        assertThat(json.get("components").get(0).get("modes").get(0).get("top").toString()
                        + json.get("components").get(1).get("modes").get(0).get("top"))
                .contains(evil, "/*LIBRARY*/", "bob & co");
        // Slices add up to all events, observed and expected: a poisson model keeps the total of each row.
        double observed = 0;
        double expected = 0;
        for (JsonNode row : json.get("residuals").get(0)) {
            observed += row.get("observed").doubleValue();
            expected += row.get("expected").doubleValue();
        }
        assertThat(observed).isEqualTo(11);
        assertThat(expected).isBetween(10.9, 11.1);
        for (JsonNode bin : json.get("calibration").get("bins")) {
            assertThat(Math.abs(bin.get("observed").doubleValue()
                            - bin.get("expected").doubleValue()))
                    .isLessThan(4 * bin.get("error").doubleValue() + 1e-3);
        }
    }

    /** Links of which a third are there: slices of the zeros too, and a probability that is right on average everywhere. */
    @Test
    void a_slice_of_links_counts_its_zeros_too() throws Exception {
        StringBuilder text = new StringBuilder();
        Random random = new Random(5);
        int ones = 0;
        for (int cell = 0; cell < 30 * 20; cell++) {
            if (random.nextInt(3) == 0) {
                text.append(1 + cell / 20).append(' ').append(1 + cell % 20).append(" 1\n");
                ones++;
            }
        }
        Path input = TestFiles.write(folder.resolve("links.tns"), text.toString());
        Path page = folder.resolve("links.html");
        Running fit = Running.of(
                "fit",
                "--input",
                input,
                "--output",
                folder.resolve("links"),
                "--rank",
                1,
                "--loss",
                "bernoulli-odds",
                "--unlisted",
                "zero",
                "--shape",
                "30,20",
                "--report",
                page);
        assertThat(fit.code()).as(fit.err()).isZero();
        JsonNode json = data(Files.readString(page));
        double observed = 0;
        double expected = 0;
        for (JsonNode row : json.get("residuals").get(1)) {
            observed += row.get("observed").doubleValue();
            expected += row.get("expected").doubleValue();
            // A rank-one model of odds has the sums of its rows right.
            assertThat(row.get("off").doubleValue()).isBetween(-0.2, 0.2);
        }
        assertThat(observed).isBetween(0.5 * ones, 1.0 * ones);
        assertThat(expected).isBetween(0.97 * observed, 1.03 * observed);
        double cells = 0;
        for (JsonNode bin : json.get("calibration").get("bins")) {
            cells += bin.get("cells").doubleValue();
        }
        assertThat(cells).isBetween(599.9, 600.1);
    }

    @Test
    void a_large_model_makes_a_small_page() throws Exception {
        StringBuilder text = new StringBuilder("item,hour,lat,lon,n\n");
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            text.append("a rather long label of item ")
                    .append(i)
                    .append(',')
                    .append(random.nextInt(24))
                    .append(',');
            text.append(40 + random.nextInt(50) / 100.0)
                    .append(',')
                    .append(random.nextInt(60))
                    .append(",1\n");
        }
        Path input = TestFiles.write(folder.resolve("t.csv"), text.toString());
        Running fit = Running.of(
                "fit",
                "--input",
                input,
                "--columns",
                "item,hour,lat,lon",
                "--value",
                "n",
                "--output",
                folder.resolve("m"),
                "--rank",
                30,
                "--loss",
                "poisson",
                "--unlisted",
                "zero",
                "--max-iterations",
                1);
        assertThat(fit.code()).as(fit.err()).isZero();
        Path page = folder.resolve("page.html");
        Run made = Run.polyad(
                "report",
                "--model",
                folder.resolve("m"),
                "--input",
                input,
                "--output",
                page,
                "--map",
                "lat,lon",
                "--title",
                "Items");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Files.size(page)).isLessThan(3_000_000);
        JsonNode json = data(Files.readString(page));
        assertThat(json.get("components")).hasSize(30);
        assertThat(json.get("components").get(0).get("map").size()).isPositive();
        assertThat(json.get("title").asText()).isEqualTo("Items");
    }

    @Test
    void wrong_options_are_refused() {
        assertThat(Run.polyad("report", "--output", folder.resolve("x.html")).err())
                .contains("--model or --experiment must say");
        assertThat(Run.polyad("report", "--model", folder.resolve("none"), "--output", folder.resolve("x.html"))
                        .code())
                .isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(folder.resolve("x.html")).doesNotExist();
    }
}
