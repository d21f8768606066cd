package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        for (JsonNode bin : json.get("calibration").get("bins")) {
            assertThat(Math.abs(bin.get("observed").doubleValue()
                            - bin.get("expected").doubleValue()))
                    .isLessThan(4 * bin.get("error").doubleValue() + 1e-3);
        }
    }

    /** Rows and columns that are independent, but for row 4, whose cells are all here or not at all. */
    private static String slices(boolean counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            for (int j = 1; j <= 8; j++) {
                int x = i == 4 ? (j % 2) * 24 : counts ? 12 : (i + j / 2) % 2;
                if (x > 0) {
                    text.append(i)
                            .append(' ')
                            .append(j)
                            .append(' ')
                            .append(counts ? x : 1)
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private JsonNode slices(String loss) throws Exception {
        Path input = TestFiles.write(folder.resolve("slices.tns"), slices(loss.equals("poisson")));
        Path page = folder.resolve(loss + ".html");
        Running fit = Running.of(
                "fit",
                "--input",
                input,
                "--output",
                folder.resolve(loss),
                "--rank",
                1,
                "--loss",
                loss,
                "--unlisted",
                "zero",
                "--report",
                page);
        assertThat(fit.code()).as(fit.err()).isZero();
        return data(Files.readString(page));
    }

    @Test
    void the_slice_that_is_not_described_is_named() throws Exception {
        JsonNode worst = slices("poisson").get("residuals").get(0);
        assertThat(worst).hasSize(1);
        assertThat(worst.get(0).get("label").asText()).isEqualTo("4");
        // Rank one keeps the sums of rows; 96 = 8 * 12 = 4 * 24. Columns hold 84 or 60 of 576: means of 14 and 10.
        assertThat(worst.get(0).get("observed").doubleValue()).isEqualTo(96);
        assertThat(worst.get(0).get("expected").doubleValue()).isBetween(95.9, 96.1);
        double deviance = 2 * (4 * (24 * Math.log(24 / 14.0) - 10) + 4 * 10);
        assertThat(worst.get(0).get("deviance").doubleValue()).isBetween(0.999 * deviance, 1.001 * deviance);
        double others = 5 * 2 * 4 * (12 * Math.log(12 / 14.0) + 2 + 12 * Math.log(12 / 10.0) - 2);
        double excess = 100 * (deviance / (deviance + others) - 1 / 6.0);
        assertThat(worst.get(0).get("excess").doubleValue()).isBetween(excess - 0.1, excess + 0.1);
    }

    @Test
    void zeros_of_links_are_visited() throws Exception {
        JsonNode json = slices("bernoulli-odds");
        double cells = 0;
        double expected = 0;
        double observed = 0;
        for (JsonNode bin : json.get("calibration").get("bins")) {
            double size = bin.get("cells").doubleValue();
            cells += size;
            expected += size * bin.get("expected").doubleValue();
            observed += size * bin.get("observed").doubleValue();
        }
        assertThat(cells).isBetween(47.99, 48.01);
        assertThat(observed).isBetween(23.9, 24.1);
        assertThat(expected).isBetween(23.9, 24.1);
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

    /** The model's folder has come to lie where the page should. */
    @Test
    void a_page_that_cannot_be_written_costs_only_the_page() throws Exception {
        Path data = TestFiles.write(folder.resolve("few.tns"), "1 1 1\n2 2 3\n1 2 1\n");
        Path page = folder.resolve("p.html");
        List<Object> fit = new ArrayList<>(List.of("fit", "--input", data, "--output", page.resolve("m"), "--rank", 1));
        fit.addAll(List.of("--loss", "poisson", "--unlisted", "zero", "--checkpoint-every", 1, "--report", page));
        Running run = Running.of(fit.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.UNFINISHED);
        assertThat(run.err())
                .contains("polyad: " + page + " is a folder", "the model is whole in " + page.resolve("m"))
                .doesNotContain("\tat ");
        assertThat(run.out()).contains("objective");
        assertThat(page.resolve("m/model.json")).exists();
        assertThat(page.resolve("m.checkpoint")).doesNotExist();
    }
}
