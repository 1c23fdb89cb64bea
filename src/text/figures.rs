//! Structs of figures: what each is stands beside its field, and registers it.

/// A struct of figures, each with what it is beside it:
///
/// - `field: Claimed = About::new(…)` is a figure; its step is the field's name with `-` for `_`, or `.step("…")`;
/// - `field: Part => "step"` holds figures of its own, a step further in (`""` is no step), where wanted
///   `.by(METHOD)`, `.of(subject)` or `.behind(…)`;
/// - `field: Other` holds none.
///
/// Where its place depends on its values, `at |own, at| at.step(&own.code)` after the struct says so.
#[macro_export]
macro_rules! figures {
    (
        $(#[$meta:meta])* $vis:vis struct $name:ident {
            $(
                $(#[$doc:meta])* $field_vis:vis $field:ident : $type:ty
                $(= $about:expr)? $(=> $step:literal $(. $how:ident ($arg:expr))*)?
            ),* $(,)?
        }
        $(at |$own:pat_param, $at:ident| $place:expr)?
    ) => {
        $(#[$meta])* $vis struct $name { $($(#[$doc])* $field_vis $field: $type),* }

        impl $crate::text::Register for $name {
            fn register(&mut self, at: &$crate::text::At, into: &mut $crate::text::Registry) {
                $(let at = &{ let ($own, $at) = (&*self, at); $place };)?
                $(
                    $({
                        static ABOUT: $crate::text::About = $about;
                        static NAMED: std::sync::LazyLock<String> =
                            std::sync::LazyLock::new(|| stringify!($field).replace('_', "-"));
                        into.claim(&mut self.$field, at, ABOUT.step.unwrap_or(&NAMED), &ABOUT);
                    })?
                    $($crate::text::Register::register(&mut self.$field, &at.step($step)$(.$how($arg))*, into);)?
                )*
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::subject::Census;
    use crate::text::{About, At, Basis, Behind, Claimed, Count, Input, Method, Origin, Register, Registry};

    crate::figures! {
        struct Part {
            code: &'static str,
            share: Claimed = About::new("", "a part.", &[], &[]).step("part-share"),
            whole: Claimed = About::new("FTE", "the whole", &[Input::Own("fte")], &[]).step(""),
        } at |part, at| at.step(part.code)
    }
    const SHARING: Method =
        Method { unit: "share", formula: "Shared out.", interval: None, inputs: &[], basis: &[] };

    crate::figures! {
        struct Whole {
            no_return: Count = About::new("PCNs", "PCNs without a return", &[], &[Basis::Workforce]),
            rate: Option<Claimed> = About::new("", "the rate", &[Input::EachPcn("fte")], &[]).sum(),
            parts: Vec<Part> => "parts".by(SHARING).behind(Behind::Returns),
            name: &'static str,
        }
    }

    #[test]
    fn a_struct_of_figures_registers_each_where_it_stands() {
        let parts = vec![Part { code: "U1", share: 0.5.into(), whole: 2.0.into() }];
        let mut whole = Whole { no_return: 3.into(), rate: None, parts, name: "x" };
        let mut claims = Registry::default();
        let census = Census::new(2022, 3).unwrap();
        whole.register(&At::area("QE1", census), &mut claims);
        let ids: Vec<String> = claims.iter().map(|claim| claim.id.to_string()).collect();
        assert_eq!(ids, ["QE1/no-return", "QE1/parts/U1/part-share", "QE1/parts/U1"]);
        let [share, of] = ["QE1/parts/U1/part-share", "QE1/parts/U1"].map(|id| claims.find(id).unwrap());
        assert_eq!((share.unit(), share.formula()), ("share", "a part. Shared out.".to_owned()));
        assert_eq!((of.unit(), of.inputs(), of.behind), ("FTE", vec!["QE1/fte".to_owned()], Behind::Returns));
        assert_eq!(whole.parts[0].share.origin, Origin::Claim(1));
        assert_eq!((whole.name, Input::EachPcn("fte").id("QE1")), ("x", "QE1/pcn/*/fte".to_owned()));
    }
}
