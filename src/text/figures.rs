//! Structs of figures: what each is stands beside its field, and registers it.

/// A struct of figures, each with what it is beside it:
///
/// - `field: Claimed = About::new(…)` is a figure; its step is the field's name with `-` for `_`, or `.step("…")`;
/// - `field: Part => "step"` holds figures of its own, a step further in (`""` is no step);
/// - `field: Other` holds none.
#[macro_export]
macro_rules! figures {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$doc:meta])* $field_vis:vis $field:ident : $type:ty $(= $about:expr)? $(=> $step:expr)?),* $(,)?
    }) => {
        $(#[$meta])* $vis struct $name { $($(#[$doc])* $field_vis $field: $type),* }

        impl $crate::text::Register for $name {
            fn register(&mut self, at: &$crate::text::At, into: &mut $crate::text::Registry) {
                $(
                    $({
                        static ABOUT: $crate::text::About = $about;
                        let named = stringify!($field).replace('_', "-");
                        into.claim(&mut self.$field, at, ABOUT.step.unwrap_or(&named), &ABOUT);
                    })?
                    $($crate::text::Register::register(&mut self.$field, &at.step($step), into);)?
                )*
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::subject::Census;
    use crate::text::{About, At, Basis, Claimed, Input, Origin, Register, Registry};

    crate::figures! {
        struct Part {
            share: Claimed = About::new("share", "a part of the whole", &[Input::Own("fte")], &[]).step("part-share"),
        }
    }

    crate::figures! {
        struct Whole {
            no_return: Claimed<usize> = About::new("PCNs", "PCNs without a return", &[], &[Basis::Workforce]),
            rate: Option<Claimed> = About::new("", "the rate", &[Input::EachPcn("fte")], &[]).sum(),
            parts: Vec<Part> => "parts",
            name: &'static str,
        }
    }

    #[test]
    fn a_struct_of_figures_registers_each_where_it_stands() {
        let parts = vec![Part { share: 0.5.into() }];
        let mut whole = Whole { no_return: 3.into(), rate: None, parts, name: "x" };
        let mut claims = Registry::default();
        let census = Census::new(2022, 3).unwrap();
        whole.register(&At::area("QE1", census), &mut claims);
        let ids: Vec<String> = claims.iter().map(|claim| claim.id.to_string()).collect();
        assert_eq!(ids, ["QE1/no-return", "QE1/parts/part-share"]);
        assert_eq!(claims.find("QE1/parts/part-share").unwrap().inputs(), ["QE1/fte"]);
        assert_eq!(whole.parts[0].share.origin, Origin::Claim(1));
        assert_eq!((whole.name, Input::EachPcn("fte").id("QE1")), ("x", "QE1/pcn/*/fte".to_owned()));
    }
}
