using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Estates;

/// <summary>
/// People in departments, services, an organisation of nested groups (departments at the root, teams below), project groups of very
/// different size, roles over them, and a few cycles.
/// </summary>
internal sealed class DirectoryDraft
{
    private const double Flatness = 20; // the largest project group holds about a tenth of the accounts at S=10

    private static readonly string[] s_regions = ["amer", "apac", "emea"];

    private readonly EstateSize _size;
    private readonly Random _random;
    private readonly int[] _departmentOf;
    private readonly int _organisation;
    private readonly int[] _departmentOfGroup;
    private readonly int[] _depthOfGroup;
    private readonly HashSet<(PrincipalId Member, PrincipalId Container)> _nested = [];

    internal DirectoryDraft(EstateSize size, Random random)
    {
        (_size, _random) = (size, random);
        _organisation = size.Groups / 2;
        Logins = [.. Enumerable.Range(0, size.Accounts).Select(LoginOf)];
        Groups = [.. Enumerable.Range(0, size.Groups).Select(GroupOf)];
        Roles = [.. Enumerable.Range(0, size.Roles).Select(number => Name("role", number, 4))];
        Popular = new(size.Groups - _organisation, Flatness);
        var departments = new SkewedChoice(EstateSize.Departments, Flatness);
        _departmentOf = [.. Enumerable.Range(0, size.Accounts).Select(_ => departments.Next(random))];
        (_departmentOfGroup, _depthOfGroup) = (new int[_organisation], new int[_organisation]);
        Principals =
        [
            .. Enumerable.Range(0, size.Accounts).Select(Account),
            .. Groups.Select(name => new Principal(PrincipalId.Group(name), PrincipalKind.Group)),
            .. Roles.Select(name => new Principal(PrincipalId.Role(name), PrincipalKind.Role)),
        ];
        Memberships = DrawMemberships();
    }

    internal string[] Logins { get; }

    /// <summary>The organisation's groups first, then project groups from the most popular one on.</summary>
    internal string[] Groups { get; }

    internal string[] Roles { get; }

    /// <summary>Picks project groups: rank r stands at <see cref="ProjectsFrom"/> + r in <see cref="Groups"/>.</summary>
    internal SkewedChoice Popular { get; }

    internal int ProjectsFrom => _organisation;

    internal ImmutableArray<Principal> Principals { get; }

    internal ImmutableArray<Membership> Memberships { get; }

    internal static string Department(int number) => Name("department", number, 2);

    internal static string Name(string stem, int number, int digits) =>
        stem + "_" + number.ToString("D" + digits, CultureInfo.InvariantCulture);

    private string LoginOf(int account) =>
        account < _size.People ? Name("p", account, 6) : Name("s", account - _size.People, 6);

    private string GroupOf(int group) =>
        group < _organisation ? Name("org", group, 5) : Name("project", group - _organisation, 5);

    private Principal Account(int account)
    {
        var id = PrincipalId.Login(Logins[account]);
        return account >= _size.People
            ? new(id, PrincipalKind.ServiceAccount)
            : new(
                id,
                PrincipalKind.User,
                Person: new(
                    id.Name,
                    Department(_departmentOf[account]),
                    Level: Name("level", _random.Next(1, 8), 1),
                    Region: s_regions[_random.Next(s_regions.Length)],
                    EmploymentType: _random.Next(10) == 0 ? "contractor" : "employee",
                    Status: EmploymentStatus.Active
                )
            );
    }

    private ImmutableArray<Membership> DrawMemberships()
    {
        NestOrganisation();
        NestProjects();
        FillRoles();
        var logins = new List<(int Account, int Group)>(_size.Memberships - _nested.Count);
        var teams = Enumerable.Range(0, _organisation).ToLookup(group => _departmentOfGroup[group]);
        var teamsOf = Enumerable.Range(0, EstateSize.Departments).Select(number => teams[number].ToArray()).ToArray();
        var each = (_size.Memberships - _nested.Count) / _size.Accounts;
        var left = _size.Memberships - _nested.Count - (each * _size.Accounts);
        var own = new HashSet<int>();
        for (var account = 0; account < _size.Accounts; account++)
        {
            own.Clear();
            var choices = teamsOf[_departmentOf[account]];
            own.Add(choices[_random.Next(choices.Length)]);
            var wanted = each + (account < left ? 1 : 0);
            while (own.Count < wanted)
            {
                own.Add(ProjectsFrom + Popular.Next(_random));
            }

            logins.AddRange(own.Select(group => (account, group)));
        }

        return
        [
            .. logins
                .Select(edge => new Membership(
                    PrincipalId.Login(Logins[edge.Account]),
                    PrincipalId.Group(Groups[edge.Group])
                ))
                .Concat(_nested.Select(edge => new Membership(edge.Member, edge.Container)))
                .OrderBy(edge => edge.Member)
                .ThenBy(edge => edge.Container),
        ];
    }

    // The first groups are the departments; every other one lies below a group of its department that is not too deep.
    private void NestOrganisation()
    {
        for (var group = 0; group < _organisation; group++)
        {
            if (group < EstateSize.Departments)
            {
                (_departmentOfGroup[group], _depthOfGroup[group]) = (group, 1);
                continue;
            }

            int parent;
            do
            {
                parent = _random.Next(group);
            } while (_depthOfGroup[parent] == EstateSize.MaxDepth);

            (_departmentOfGroup[group], _depthOfGroup[group]) = (_departmentOfGroup[parent], _depthOfGroup[parent] + 1);
            Nest(PrincipalId.Group(Groups[group]), PrincipalId.Group(Groups[parent]));
        }
    }

    // Project groups lie in others of the next layer, so that no chain grows past the depth; a few pairs hold each other.
    private void NestProjects()
    {
        var projects = Groups.Length - ProjectsFrom;
        for (var edge = 0; edge < projects / 2; edge++)
        {
            var (member, container) = (_random.Next(projects), _random.Next(projects));
            if (member % EstateSize.MaxDepth <= container % EstateSize.MaxDepth)
            {
                continue;
            }

            var inner = PrincipalId.Group(Groups[ProjectsFrom + member]);
            var outer = PrincipalId.Group(Groups[ProjectsFrom + container]);
            Nest(inner, outer);
            if (edge % 50 == 0)
            {
                Nest(outer, inner);
            }
        }
    }

    // A role holds some groups and logins; every fourth lies in the next.
    private void FillRoles()
    {
        for (var number = 0; number < Roles.Length; number++)
        {
            var role = PrincipalId.Role(Roles[number]);
            for (var member = 0; member < 4; member++)
            {
                Nest(PrincipalId.Group(Groups[_random.Next(EstateSize.Departments, _organisation)]), role);
                Nest(PrincipalId.Login(Logins[_random.Next(Logins.Length)]), role);
            }

            if (number % 4 == 3 && number + 1 < Roles.Length)
            {
                Nest(role, PrincipalId.Role(Roles[number + 1]));
            }
        }
    }

    private void Nest(PrincipalId member, PrincipalId container) => _nested.Add((member, container));
}
