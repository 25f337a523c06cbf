namespace GovernanceDashboard.Cli;

/// <summary>A bad argument. The runner prints the three parts and exits with 64.</summary>
/// <param name="wrong">What was wrong, as a sentence.</param>
/// <param name="expected">What would do.</param>
/// <param name="example">A piece of a command line that would do.</param>
internal sealed class UsageException(string wrong, string expected, string example) : Exception(wrong)
{
    public string Expected { get; } = expected;

    public string Example { get; } = example;
}
