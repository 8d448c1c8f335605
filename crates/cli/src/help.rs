//! The help in the reader's language: the shape comes from `arguments.rs`, the words from the locales.

use crate::arguments::Arguments;
use clap::{Arg, ArgAction, Command, CommandFactory};
use locales::Locales;

/// The command with all words of its help.
pub(crate) fn localised(texts: &Locales, tag: &str) -> Command {
    let say = |key: &str| texts.text(tag, &format!("cli.help.{key}"), &[]);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = |arg: Arg| arg.help(say("argument.version"));
    let command = Arguments::command()
        .disable_version_flag(true)
        .arg(help)
        .arg(version(Arg::new("version").short('V').long("version").action(ArgAction::Version)));
    let command = worded(command, &say).after_help(say("exit_codes"));
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}\n\n{{after-help}}",
        say("usage"),
        say("commands"),
        say("options")
    );
    command.help_template(template)
}

fn worded(command: Command, say: &dyn Fn(&str) -> String) -> Command {
    let about = say(&format!("command.{}", command.get_name()));
    let options = say("options");
    let values = say("values");
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}", say("usage"));
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(say("commands"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { values.clone() } else { options.clone() };
            let help = say(&format!("argument.{}", arg.get_id()));
            arg.help(help).help_heading(heading)
        })
        .mut_subcommands(|inner| worded(inner, say))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_words_in_every_language() {
        let texts = Locales::embedded().expect("texts");
        let mut missing = Vec::new();
        for tag in locales::TAGS {
            collect_missing(&localised(&texts, tag), &texts, tag, &mut missing);
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    fn collect_missing(command: &Command, texts: &Locales, tag: &str, missing: &mut Vec<String>) {
        let arguments = command.get_arguments().map(|arg| format!("argument.{}", arg.get_id()));
        for key in arguments.chain([format!("command.{}", command.get_name())]) {
            let key = format!("cli.help.{key}");
            if !texts.has(tag, &key) {
                missing.push(format!("{tag} {key}"));
            }
        }
        command.get_subcommands().for_each(|inner| collect_missing(inner, texts, tag, missing));
    }

    #[test]
    fn the_command_is_well_formed() {
        localised(&Locales::embedded().expect("texts"), "en").debug_assert();
    }
}
