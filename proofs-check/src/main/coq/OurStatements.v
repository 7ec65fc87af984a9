(** Rows of our own, in both tables: quantised networks. The definitions and the final statements; [OurTheorems.v]
    proves every statement. docs/formal.md says why the definitions are what they are. *)
Require Import Reals List.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements.
Open Scope R_scope.

(** * A row of one's own: all classes that it is about *)

Definition own_row := (forall d, class d -> Prop) -> Prop.
Definition answered (row : own_row) (N : forall d, class d -> rule d -> Prop) (a : answer) : Prop :=
  match a with
  | Yes => row (fun d => always (N d))
  | No  => row (fun d => never (N d))
  | OnlyForSmallL => False
  end.

(** * Quantised networks: a known architecture, weights and biases from a known finite set *)

Fixpoint weights_in {n} (W : R -> Prop) : point n -> Prop :=
  match n with O => fun _ => True | S _ => fun w => W (hd w) /\ weights_in W (tl w) end.
Fixpoint layer_in {n k} (W : R -> Prop) : layer n k -> Prop :=
  match k with O => fun _ => True
  | S _ => fun A => (weights_in W (fst (fst A)) /\ W (snd (fst A))) /\ layer_in W (snd A) end.
(** hidden layers of these widths; all weights and biases are in W *)
Fixpoint built {n} (W : R -> Prop) (widths : list nat) (N : net n) {struct N} : Prop :=
  match N with
  | Output w c => widths = [] /\ weights_in W w /\ W c
  | @Hidden _ k A N => match widths with
      | [] => False
      | width :: widths => width = k /\ layer_in W A /\ built W widths N end
  end.
Definition network_of {d} (W : R -> Prop) (widths : list nat) : class d := fun f =>
  exists N : net d, built W widths N /\ forall x, cube x -> f x = eval N x.
Definition quantised_network {d} (W : list R) (widths : list nat) : class d := network_of (fun w => In w W) widths.

(** room for n of the steps that hide a value: 3d and 2n + 1 neurons at least in the first two hidden layers *)
Definition roomy (d n : nat) (widths : list nat) : Prop := match widths with
  | first :: second :: others => (3 * d <= first)%nat /\ (2 * n + 1 <= second)%nat /\ Forall (le 1) others
  | _ => False end.
Definition quantised_networks : own_row := fun Q => forall k W widths,
  In (-1) W -> In 0 W -> In 1 W -> roomy (S k) (S k) widths -> Q (S k) (quantised_network W widths).

(** the cells of both tables *)
Definition quantised (n : notion) (a : answer) : Prop := answered quantised_networks (fun d => ask n) a.
Definition quantised_with_help (n : notion) (a : answer) : Prop :=
  forall H, from_examples_to_looks H -> answered quantised_networks (fun d => ask_with n (H d)) a.

(** no error below e can be guaranteed without help: 1/4, and nearly 1/2 in wide networks; with help the best error is 0 *)
Definition quantised_error e :=
  quantised_networks (fun d C => forall eps, eps < e -> never (fun C T => within C T eps) C).
Definition quantised_error_of_wide_networks := forall k W widths n,
  In (-1) W -> In 0 W -> In 1 W -> roomy (S k) n widths -> (S k <= n)%nat ->
  forall eps, eps < INR n / (2 * (INR n + INR (S k))) -> never (fun C T => within C T eps) (@quantised_network (S k) W widths).
(** where extremisers are tied and the ties broken against the decoder it is 1/2, and less where they are unique *)
Definition quantised_error_and_ties :=
  (forall k W widths, In (-1) W -> In 0 W -> In 1 W -> roomy (S k) 1 widths ->
    exists T, tie_rule (@quantised_network (S k) W widths) T /\ eps_star (1/2) (quantised_network W widths) T) /\
  (forall d W widths, exists e, e < 1/2 /\ always (fun C T => within C T e) (without_ties (@quantised_network d W widths))).
Definition quantised_error_with_help e := forall H, from_examples_to_looks H ->
  quantised_networks (fun d => always (eps_star_with (H d) e)).

(** how many examples: one less than there are functions, so than there are networks, at inputs fixed beforehand *)
Fixpoint parameters (d : nat) (widths : list nat) : nat :=
  match widths with [] => S d | width :: widths => S d * width + parameters width widths end.
Definition finite_class_by_examples :=
  (forall d (C : class d) (members : list (fn d)),
    (forall f, C f -> exists g, In g members /\ forall x, cube x -> f x = g x) ->
    always (exact_with (fixed_examples_n (length members - 1))) C) /\
  (forall d W widths, always (exact_with (fixed_examples_n (length W ^ parameters d widths - 1)))
    (@quantised_network d W widths)).

(** the same architectures with any real weights: germs, and so examples, do not help *)
Definition real_weights_stay_unknown := forall k widths, roomy (S k) 1 widths ->
  forall H, le_help examples H -> le_help H germs -> all_no_with H (@network_of (S k) (fun _ => True) widths).

(** * Functions with an L-Lipschitz gradient *)

(** G x is the slope of the tangent plane at x; at y, f is off that plane by L/2 |y - x|^2 at most. For l2 and on a convex
    set this says that G is the gradient of f and L-Lipschitz, without limits. *)
Definition tangent {d} L (f : fn d) (G : point d -> point d) := forall x y, cube x -> cube y ->
  Rabs (f y - f x - (dot (G x) y - dot (G x) x)) <= L / 2 * sumsq x y.
Definition smooth {d} L : class d := fun f => exists G, tangent L f G.
Definition smooth_functions : own_row := fun Q => forall k L, 0 < L -> Q (S k) (smooth L).

Definition lipschitz_gradient (n : notion) (a : answer) : Prop := answered smooth_functions (fun d => ask n) a.
Definition lipschitz_gradient_with_help (n : notion) (a : answer) : Prop :=
  forall H, from_examples_to_looks H -> answered smooth_functions (fun d => ask_with n (H d)) a.
Definition lipschitz_gradient_error e := smooth_functions (fun d => always (eps_star e)).
Definition lipschitz_gradient_error_with_help e := forall H, from_examples_to_looks H ->
  smooth_functions (fun d => always (eps_approached_with (H d) e)).

(** values with gradients at inputs with covering radius rho leave an error of L/2 rho^2: of second order *)
Definition values_with_gradients_suffice := forall d L rho (P : list (input d)), 0 <= L -> 0 <= rho ->
  (forall x, cube x -> exists p, In p P /\ l2 x (proj1_sig p) <= rho) ->
  exists guess : list (R * point d) -> fn d, forall f G, tangent L f G ->
  forall x, cube x -> Rabs (f x - guess (map (fun p => (value f p, G (proj1_sig p))) P) x) <= L / 2 * (rho * rho).

(** ... and half of that in the middle of these inputs, where x is a mean of inputs within rho *)
Definition total := fold_right Rplus 0.
Definition mean {d} (P : list (R * input d)) (x : point d) := (forall p, In p P -> 0 <= fst p) /\ total (map fst P) = 1 /\
  forall w, total (map (fun p => fst p * dot w (proj1_sig (snd p))) P) = dot w x.
Definition values_with_gradients_between := forall d L rho (P : list (R * input d)) x, 0 <= L -> cube x -> mean P x ->
  (forall p, In p P -> l2 x (proj1_sig (snd p)) <= rho) -> exists guess : list (R * point d) -> R,
  forall f G, tangent L f G ->
  Rabs (f x - guess (map (fun p => (value f (snd p), G (proj1_sig (snd p)))) P)) <= L / 4 * (rho * rho).
(** however n germs are chosen, as far as rho from them (and from a and b) that error is left. Within [reach] of a and b
    functions rise from m, and to M; further away they may be flat at mid. *)
Definition reach L m M := sqrt (2 * (M - m) / L).
Definition germs_leave_half_of_it := forall d L (a b : point d) m M n (s : strategy (input d) (fn d) (fn d)), 0 < L ->
  cube a -> cube b -> m < M -> 2 * reach L m M <= l2 a b -> at_most n s -> respects same_germ s ->
  exists P : list (input d), (length P <= n)%nat /\ forall x rho, cube x -> 0 < rho < reach L m M ->
  reach L m M + rho <= l2 x a -> reach L m M + rho <= l2 x b -> (forall p, In p P -> rho < l2 x (proj1_sig p)) ->
  exists f, smooth L f /\ unique_Phi f a b m M /\ L / 4 * (rho * rho) <= Rabs (f x - play whole s f x).
