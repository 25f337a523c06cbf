namespace GovernanceDashboard.Access.Ranger;

/// <summary>Whether something holds, where it may not be knowable. Ordered: what is more certain to hold is greater.</summary>
public enum Certainty
{
    No,
    Unknown,
    Yes,
}

/// <summary>The three-valued logic of conditions (Kleene's): an unknown decides nothing that the known part does not.</summary>
internal static class CertaintyLogic
{
    internal static Certainty And(this Certainty left, Certainty right) => left < right ? left : right;

    internal static Certainty Or(this Certainty left, Certainty right) => left > right ? left : right;

    internal static Certainty Not(this Certainty value) => Certainty.Yes - (int)value;

    internal static Certainty Of(bool value) => value ? Certainty.Yes : Certainty.No;
}
