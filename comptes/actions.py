"""Verbs that write: set the roles of a city, one group each, and its review."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from comptes.roles import CIRCUIT, LA_SIENNE, PREMIERE, RELECTURE, ROLES, TRADUCTION, Role


@dataclass
class Pose:
    """What setting the roles of a city has changed, in words; empty the second time."""

    changements: list[str] = field(default_factory=list)


@transaction.atomic
def poser_les_roles(site: Site) -> Pose:
    """Give a city its groups, their permissions and its review. Can be run again.

    What was taken away by hand is put back; what was added by hand stays; no
    other city is touched.
    """
    pose = Pose()
    accueils = list(
        Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale").order_by("path")
    )
    premier = next(accueil for accueil in accueils if accueil.pk == site.root_page_id)
    collection = None
    for role in ROLES:
        for langue in _langues(role, accueils, premier):
            groupe = _groupe(site, accueils, role, langue, pose)
            collection = collection or _collection(site, pose)
            _donner(groupe, site, _ou(role, accueils, premier, langue), collection, role, pose)
            if role is RELECTURE:
                _circuit(site, accueils, groupe, pose)
    return pose


def _langues(role: Role, accueils, premier):
    """Return the locales a role has a group for: one for each translated language, or None for all."""
    if role is not TRADUCTION:
        return [None]
    return [accueil.locale for accueil in accueils if accueil.locale_id != premier.locale_id]


def _ou(role: Role, accueils, premier, langue):
    if role.langues == PREMIERE:
        return [premier]
    if role.langues == LA_SIENNE:
        return [accueil for accueil in accueils if accueil.locale_id == langue.pk]
    return accueils


def _groupe(site, accueils, role: Role, langue, pose: Pose) -> Group:
    """Return the city's group of this role: known by its pages, so that it follows when the city is renamed."""
    fin = f" · {role.nom}"
    if langue is not None:
        noms = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        fin += f" · {noms.get(langue.language_code, langue.language_code)}"
    voulu = f"{site.site_name}{fin}"
    groupe = Group.objects.filter(name__endswith=fin, page_permissions__page__in=accueils).distinct().first()
    if groupe is None:
        if Group.objects.filter(name=voulu, page_permissions__isnull=False).exists():
            # Another city bears the same name: its groups are its own.
            voulu = f"{site.site_name} ({site.hostname}:{site.port}){fin}"
        groupe, cree = Group.objects.get_or_create(name=voulu)
        if cree:
            pose.changements.append(f"groupe « {voulu} »")
    elif groupe.name != voulu and not Group.objects.filter(name=voulu).exists() and "(" not in groupe.name:
        pose.changements.append(f"« {groupe.name} » devient « {voulu} »")
        groupe.name = voulu
        groupe.save()
    return groupe


def _collection(site, pose: Pose) -> Collection:
    """Return the city's collection of media: the one its groups already have, else the one of its name."""
    racine = Collection.get_first_root_node()
    deja = Collection.objects.filter(
        depth=racine.depth + 1,
        group_permissions__group__page_permissions__page__translation_key=site.root_page.translation_key,
    ).first()
    prises = GroupCollectionPermission.objects.values_list("collection_id", flat=True)
    collection = deja or racine.get_children().filter(name=site.site_name).exclude(pk__in=prises).first()
    if collection is None:
        collection = racine.add_child(name=site.site_name)
        pose.changements.append(f"collection « {site.site_name} »")
    return collection


def _permissions(noms) -> list[Permission]:
    trouvees = []
    for nom in noms:
        app, code = nom.split(".")
        trouvees.append(Permission.objects.get(content_type__app_label=app, codename=code))
    return trouvees


def _donner(groupe, site, pages, collection, role: Role, pose: Pose):
    for permission in _permissions(("wagtailadmin.access_admin", *role.partout)):
        if not groupe.permissions.filter(pk=permission.pk).exists():
            groupe.permissions.add(permission)
            pose.changements.append(f"{groupe} : {permission.codename}")
    for permission in _permissions(f"wagtailcore.{nom}_page" for nom in role.pages):
        for page in pages:
            _accorder(pose, GroupPagePermission, group=groupe, page=page, permission=permission)
    for modele, verbes in role.medias.items():
        app, nom = modele.split(".")
        for permission in _permissions(f"{app}.{verbe}_{nom}" for verbe in verbes):
            _accorder(pose, GroupCollectionPermission, group=groupe, collection=collection, permission=permission)
    for permission in _permissions(role.ville):
        _accorder(pose, GroupSitePermission, group=groupe, site=site, permission=permission)


def _accorder(pose: Pose, modele, **ce_qui):
    accord, cree = modele.objects.get_or_create(**ce_qui)
    if cree:
        pose.changements.append(f"{ce_qui['group']} : {ce_qui['permission'].codename}")


def _circuit(site, accueils, garants: Group, pose: Pose):
    """Put the review of the garants on every home page of the city that has none of its own."""
    attaches = dict(WorkflowPage.objects.filter(page__in=accueils).values_list("page_id", "workflow_id"))
    sans = [accueil for accueil in accueils if accueil.pk not in attaches]
    if not sans:
        return
    circuit = Workflow.objects.filter(
        active=True, workflow_tasks__task__in=GroupApprovalTask.objects.filter(groups=garants).values("pk")
    ).first() or _ouvrir_un_circuit(site, garants)
    for accueil in sans:
        WorkflowPage.objects.create(workflow=circuit, page=accueil)
        pose.changements.append(f"« {circuit} » sur {accueil} ({accueil.locale.language_code})")


def _ouvrir_un_circuit(site, garants: Group) -> Workflow:
    nom = f"{CIRCUIT} · {site.site_name}"
    circuit = Workflow.objects.create(name=nom)
    etape = GroupApprovalTask.objects.create(name=nom)
    etape.groups.add(garants)
    WorkflowTask.objects.create(workflow=circuit, task=etape, sort_order=0)
    return circuit
