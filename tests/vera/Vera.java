// Asks the veraPDF library whether PDFs follow their standards: Vera.java ua1,3a FILE.pdf…
// One line for each file and standard, and under it each rule that is broken; exit 1 where one is.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean compliant = true;
        for (int i = 1; i < arguments.length; i++) {
            for (String standard : arguments[0].split(",")) {
                compliant &= follows(arguments[i], standard);
            }
        }
        System.exit(compliant ? 0 : 1);
    }

    static boolean follows(String file, String standard) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
        try (InputStream in = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "PASS" : "FAIL";
            System.out.printf("%s %s %s, %d assertions%n", verdict, standard, file, result.getTotalAssertions());
            broken(result).forEach((rule, where) -> System.out.println("  " + rule + ": " + where));
            return result.isCompliant();
        }
    }

    /** Each broken rule with the first place that breaks it. */
    static Map<String, String> broken(ValidationResult result) {
        Map<String, String> rules = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                rules.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        return rules;
    }
}
