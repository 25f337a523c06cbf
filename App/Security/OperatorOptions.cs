using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Security;

/// <summary>Who works at the command line, from the configuration section <c>Cli</c>.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Cli";

    /// <summary>The operator's name in the activity log.</summary>
    public string Operator { get; set; } = "operator";

    /// <summary>Lets the operator see real names: stands for the second person of bulk unmasking. Off unless set.</summary>
    public bool MayUnmask { get; set; }

    /// <summary>The command line's user: an Admin, who may unmask only if the configuration says so.</summary>
    public CurrentUser User => new(Operator, AppRole.Admin, MayUnmask);
}

/// <summary>Reads the section by hand and lists every problem at once; binding would stop at the first value of a wrong type.</summary>
internal sealed class OperatorConfiguration(IConfiguration configuration)
    : IConfigureOptions<OperatorOptions>,
        IValidateOptions<OperatorOptions>
{
    private const int MaxName = 100;

    private string? OperatorText => configuration[$"{OperatorOptions.Section}:{nameof(OperatorOptions.Operator)}"];

    private string? MayUnmaskText => configuration[$"{OperatorOptions.Section}:{nameof(OperatorOptions.MayUnmask)}"];

    public void Configure(OperatorOptions options)
    {
        options.Operator = OperatorText ?? options.Operator;
        options.MayUnmask = bool.TryParse(MayUnmaskText, out var mayUnmask) && mayUnmask;
    }

    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        List<string> problems = [];
        if (MayUnmaskText is { Length: > 0 } text && !bool.TryParse(text, out _))
        {
            problems.Add($"Cli:MayUnmask is '{text}'; it must be true or false.");
        }

        if (
            string.IsNullOrWhiteSpace(options.Operator)
            || options.Operator.Length > MaxName
            || options.Operator.Any(char.IsControl)
        )
        {
            problems.Add($"Cli:Operator must be a name of 1 to {MaxName} printable characters.");
        }

        if (options.MayUnmask && OperatorText is null)
        {
            problems.Add("Cli:MayUnmask needs Cli:Operator: the activity log must name who saw real names.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
