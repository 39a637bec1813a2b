package dev.setpoint.cli.failure;

import java.util.Map;
import java.util.Optional;

/** Commands and options of other infrastructure tools, with what this one has for each. */
final class ForeignCommands {

    private static final String NOT_NEEDED = "Nothing has to be set up or downloaded first: run `setpoint plan`.";
    private static final String APPLY = "Use `setpoint apply`.";
    private static final String PLAN = "Use `setpoint plan`.";
    private static final String DESTROY = "Use `setpoint destroy`.";
    private static final String INPUT = "Use `--input NAME=VALUE`.";
    private static final String YES = "Use `--auto-approve`.";
    private static final String FOLDER = "Name the folder or the file of the stack, as in `setpoint plan FOLDER`.";

    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("get", NOT_NEEDED),
            Map.entry("new", "Use `setpoint init`."),
            Map.entry("bootstrap", NOT_NEEDED),
            Map.entry("login", "Setpoint takes the credentials of AWS from the environment and the profile."),
            Map.entry("logout", "Setpoint takes the credentials of AWS from the environment and the profile."),
            Map.entry("fmt", "There is no formatter of its own: a stack is plain YAML."),
            Map.entry("lint", "Use `setpoint validate`."),
            Map.entry("synth", "Use `setpoint validate`."),
            Map.entry("console", "Use `setpoint eval -`."),
            Map.entry("taint", "Use `setpoint plan --replace ADDRESS`, and the same with `apply`."),
            Map.entry("untaint", "Nothing is marked for replacement between runs: leave `--replace` out."),
            Map.entry("refresh", "Use `setpoint apply --refresh-only`."),
            Map.entry(
                    "workspace",
                    "Give each environment a folder with its own stack file, or its own `--inputs` and"
                            + " `--backend`."),
            Map.entry(
                    "env",
                    "Give each environment a folder with its own stack file, or its own `--inputs` and"
                            + " `--backend`."),
            Map.entry("force-unlock", "Use `setpoint unlock`."),
            Map.entry("cancel", "Press Ctrl-C where it runs; `setpoint unlock` breaks a lock that was left."),
            Map.entry("providers", "Use `setpoint schema` to list the types."),
            Map.entry("modules", "Use `setpoint schema` to list the types."),
            Map.entry("test", "Use `setpoint verify`, or `setpoint apply --sandbox`."),
            Map.entry("up", APPLY),
            Map.entry("deploy", APPLY),
            Map.entry("update", APPLY),
            Map.entry("create", APPLY),
            Map.entry("preview", PLAN),
            Map.entry("diff", PLAN),
            Map.entry("down", DESTROY),
            Map.entry("delete", DESTROY),
            Map.entry("remove", DESTROY),
            Map.entry("rollback", "Use `setpoint apply --rollback-on-failure`, or apply the earlier stack file."),
            Map.entry("list", "Use `setpoint state list`."),
            Map.entry("ls", "Use `setpoint state list`."),
            Map.entry("mv", "Use `setpoint state mv`, or write `moved: [oldName]` in the block."),
            Map.entry("rm", "Use `setpoint state rm` to let an object be, or `setpoint destroy` to delete."),
            Map.entry("pull", "Use `setpoint state pull`."),
            Map.entry("push", "Use `setpoint state push`."),
            Map.entry("export", "Use `setpoint state pull`."),
            Map.entry("outputs", "Use `setpoint output`."),
            Map.entry("config", INPUT),
            Map.entry("help", "Use `setpoint --help`."));

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("var", INPUT),
            Map.entry("parameters", INPUT),
            Map.entry("parameter-overrides", INPUT),
            Map.entry("config", INPUT),
            Map.entry("var-file", "Use `--inputs FILE`, a file of YAML or JSON."),
            Map.entry("config-file", "Use `--inputs FILE`, a file of YAML or JSON."),
            Map.entry("json", "Use `--format json`."),
            Map.entry("o", "Use `--format json`, or `--out FILE` to keep a plan."),
            Map.entry("chdir", FOLDER),
            Map.entry("cwd", FOLDER),
            Map.entry("stack", FOLDER),
            Map.entry("stack-name", FOLDER),
            Map.entry("state", "Use `--backend s3://bucket/key`, or run it in the folder that has the state."),
            Map.entry("backend-config", "Use `--backend s3://bucket/key`."),
            Map.entry("migrate-state", "Use `setpoint state migrate`."),
            Map.entry("reconfigure", "Use `setpoint state migrate`."),
            Map.entry("upgrade", NOT_NEEDED),
            Map.entry("force", YES),
            Map.entry("yes", YES),
            Map.entry("y", YES),
            Map.entry("skip-preview", YES),
            Map.entry("approve", YES),
            Map.entry("dry-run", PLAN),
            Map.entry("lock", "A run always locks the state; `--lock-timeout 5m` waits for another run."),
            Map.entry("profile", "Set `profile` under `providers`, or AWS_PROFILE."),
            Map.entry("region", "Set `region` under `providers`, or AWS_REGION."));

    private ForeignCommands() {}

    static Optional<String> command(String name) {
        return Optional.ofNullable(COMMANDS.get(name));
    }

    /**
     * @param given as on the command line: {@code -var}, {@code --var-file=x}
     */
    static Optional<String> option(String given) {
        return given.matches("--?input=(true|false)")
                ? Optional.of("Setpoint never asks for inputs: leave it out.")
                : Optional.ofNullable(OPTIONS.get(given.replaceFirst("^--?", "").replaceFirst("=.*", "")));
    }
}
