using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// Asks conditions about the user for every account: the groups and roles it holds and, where a user store was imported, its attributes
/// (semantics, sections 12 and 14). Accounts of whom a script cannot tell two apart are asked once. For one thread.
/// </summary>
internal sealed partial class PersonalConditions(
    EstateFacts facts,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
    private readonly Dictionary<(ConditionBook, string, string), (PrincipalSet Sure, PrincipalSet Possible)> _known =
    [];
    private AccessRequest?[]? _requests; // by account; most estates have no such condition
    private readonly Lazy<UserAttributes> _attributes = new(() => new(facts.Service));

    /// <param name="context">Null where the tags of what is asked for are not known.</param>
    internal (PrincipalSet Sure, PrincipalSet Possible) Of(
        ConditionBook book,
        PolicyCondition condition,
        TagContext? context,
        AppliedTag? tag
    )
    {
        const char Part = '\u001e';
        var written = condition.Type + Part + string.Join(Part, condition.Values);
        var key = (book, written, context is null ? "?" : context.KeyFor(tag) + Part);
        if (!_known.TryGetValue(key, out var found))
        {
            _known.Add(key, found = Ask(book, condition, context, tag));
        }

        return found;
    }

    private (PrincipalSet Sure, PrincipalSet Possible) Ask(
        ConditionBook book,
        PolicyCondition condition,
        TagContext? context,
        AppliedTag? tag
    )
    {
        var sure = new ulong[accounts.Words];
        var possible = new ulong[accounts.Words];
        var alike = new Dictionary<string, Certainty>(StringComparer.Ordinal);
        var script = book.ScriptOf(condition) ?? "";
        var traits = new Traits(script);
        var requests = _requests ??= new AccessRequest?[accounts.Accounts.Length];
        for (var account = 0; account < requests.Length; account++)
        {
            var request = requests[account] ??= RequestOf(account);
            var key = traits.Of(request);
            if (!alike.TryGetValue(key, out var holds))
            {
                alike.Add(key, holds = book.Holds(condition, facts.At, context, tag, request));
            }

            BitRow.Put(sure, account, holds == Certainty.Yes);
            BitRow.Put(possible, account, holds != Certainty.No);
        }

        var set = PrincipalSet.FromRow(accounts.Accounts.Length, sure);
        var maybe = PrincipalSet.FromRow(accounts.Accounts.Length, possible);
        return (set, set.Equals(maybe) ? set : maybe);
    }

    /// <summary>What is known of whoever asks.</summary>
    internal AccessRequest RequestOf(int account)
    {
        var login = accounts.Accounts[account].Id;
        var held = closure
            .ContainersOf(account)
            .Nodes.Select(closure.NameOf)
            .Where(container => !container.IsEveryone)
            .Order()
            .ToArray();
        return _attributes.Value.AddTo(
            new()
            {
                User = login.Name,
                Groups = Named(PrincipalNamespace.Group),
                Roles = Named(PrincipalNamespace.Role),
                AccessTime = facts.At,
            }
        );

        ImmutableArray<string> Named(PrincipalNamespace space) =>
            [.. held.Where(container => container.Namespace == space).Select(container => container.Name)];
    }

    /// <summary>What of an account a script can see: accounts of the same traits get the same outcome.</summary>
    private sealed partial class Traits
    {
        private readonly string[] _names;
        private readonly bool _seesAttributes;
        private readonly bool _seesEverything;

        internal Traits(string script)
        {
            _names = [.. Literal().Matches(script).Select(literal => literal.Value[1..^1]).Distinct()];
            var code = Literal().Replace(script, "''");
            _seesAttributes = code.Contains("USER", StringComparison.Ordinal);
            _seesEverything = Whole().IsMatch(code) || _names.Contains("_name");
        }

        internal string Of(AccessRequest request)
        {
            if (_seesEverything)
            {
                return request.User!;
            }

            var traits = new StringBuilder();
            foreach (var name in _names)
            {
                traits.Append(request.Groups.Contains(name) ? 'g' : '-');
                traits.Append(request.Roles.Contains(name) ? 'r' : '-');
            }

            if (_seesAttributes)
            {
                foreach (var (name, value) in request.UserAttributes)
                {
                    traits.Append('\u001e').Append(name).Append('\u001d').Append(value);
                }
            }

            return traits.ToString();
        }

        [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
        private static partial Regex Literal();

        // Anything that lists groups or roles, reads groups' attributes, tells the login, or names a group by more than one word.
        [GeneratedRegex(@"\bUGA?\b|UGNAMES|URNAMES|NAMES|_ANY_|UG_|UR_|_name|getUser|USER(?!\.|_ATTR)|\+|ctx")]
        private static partial Regex Whole();
    }
}
